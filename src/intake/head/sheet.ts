import { problem } from "../../kernel/index.ts";
import { columnNames } from "../read/cells.ts";
import type { LocalFile } from "../read/file.ts";
import { readSheet } from "../read/xlsx/sheet.ts";
import { readWorkbook, type Archive } from "../read/xlsx/workbook.ts";
import { chooseSheet } from "../read/xlsx/xlsx.ts";
import { LIMITS, readDirectory } from "../read/xlsx/zip.ts";
import { HEAD_ROWS, type Head, type HowToRead } from "./types.ts";

/** Enough was read. */
const ENOUGH = Symbol("enough");

export async function sheetHead(file: LocalFile, { sheet, columns, skipRows = 0 }: HowToRead): Promise<Head> {
  const archive: Archive = { file, entries: await readDirectory(file, LIMITS), limits: LIMITS };
  const workbook = await readWorkbook(archive);
  const chosen = chooseSheet(file.name, workbook, sheet);
  let names = columns && columnNames(file.name, columns);
  const rows: (string | null)[][] = [];
  try {
    await readSheet(
      archive,
      workbook,
      chosen.path,
      (number, cells) => {
        if (number <= skipRows || cells.every((cell) => cell === "")) return;
        if (names) rows.push(names.map((_, index) => cells[index] || null));
        else names = columnNames(file.name, cells);
        // Not a failure: the way out of a reader that would go on to the end.
        if (rows.length === HEAD_ROWS) throw ENOUGH;
      },
      async () => undefined,
    );
  } catch (error) {
    if (error !== ENOUGH) throw error;
  }
  if (!names) throw problem("FILE_EMPTY", { file: file.name });
  return { names, rows, sheets: workbook.sheets.filter(({ hidden }) => !hidden).map(({ name }) => name), sheet: chosen.name };
}
