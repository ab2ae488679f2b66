import type { CellKind, FormSheet } from "./types.ts";
import { widthOf } from "./width.ts";

/** How many rows of a form get formats and drop-downs. */
const FORM_ROWS = 2_000;
const LISTS = "lists";

/**
 * Writes a workbook for people to fill in: a sheet with headings, notes, drop-downs and example rows, and a help sheet. The choices are on
 * a hidden sheet, because Excel accepts at most 255 characters of them in a cell's rule.
 */
export async function writeForm(path: string, form: FormSheet): Promise<void> {
  // Loaded when a form is wanted: its hundreds of files take longer than a whole command.
  const { WorkbookWriter } = await import("@cj-tech-master/excelts");
  const workbook = new WorkbookWriter({ filename: path, useStyles: true, useSharedStrings: false });
  const sheet = workbook.addWorksheet(form.name, { views: [{ state: "frozen", ySplit: 1 }] });
  sheet.columns = form.columns.map(({ heading, kind, width }) => ({
    width: width ?? Math.max(16, widthOf(heading, kind)),
    // Text cells keep the text as typed: a phone number keeps its zeros, an id its length.
    style: { numFmt: kind === "text" ? "@" : kind === "time" ? "yyyy-mm-dd hh:mm" : kind === "date" ? "yyyy-mm-dd" : "General" },
  }));
  const heading = sheet.addRow(form.columns.map((column) => column.heading));
  form.columns.forEach(({ note, required }, index) => {
    const cell = heading.getCell(index + 1);
    cell.font = { bold: true, color: { argb: required ? "FFB45309" : "FF1F2937" } };
    cell.fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFF1F0EC" } };
    if (note !== undefined) cell.note = note;
  });
  heading.commit();
  form.columns.forEach(({ choices, strict }, index) => {
    if (!choices || choices.length === 0) return;
    const [from, list] = [letters(index + 1), letters(index + 1)];
    sheet.dataValidations.add(`${from}2:${from}${FORM_ROWS}`, {
      type: "list",
      allowBlank: true,
      showErrorMessage: strict === true,
      formulae: [`${LISTS}!$${list}$1:$${list}$${choices.length}`],
    });
  });
  for (const row of form.examples) sheet.addRow(row.map((cell, index) => cellOf(cell, form.columns[index]!.kind))).commit();
  sheet.commit();
  const help = workbook.addWorksheet(form.help.name);
  help.columns = [{ width: 24 }, { width: 90 }];
  for (const [what, how] of form.help.rows) {
    const row = help.addRow([what, how]);
    row.getCell(1).font = { bold: true };
    row.getCell(2).alignment = { wrapText: true, vertical: "top" };
    row.commit();
  }
  help.commit();
  const lists = workbook.addWorksheet(LISTS, { state: "hidden" });
  const longest = Math.max(0, ...form.columns.map(({ choices }) => choices?.length ?? 0));
  for (let at = 0; at < longest; at++) lists.addRow(form.columns.map(({ choices }) => choices?.[at] ?? null)).commit();
  lists.commit();
  await workbook.commit();
}

/** 1 → A, 28 → AB. */
function letters(column: number): string {
  return column === 0 ? "" : letters(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26));
}

function cellOf(cell: string | null, kind: CellKind): string | number | Date | null {
  if (cell === null) return null;
  if (kind === "number") return Number(cell);
  return kind === "time" || kind === "date" ? new Date(`${cell.replace(" ", "T")}Z`) : cell;
}
