import { sql } from "../../../engine/index.ts";
import { problem } from "../../../kernel/index.ts";
import { cellScope, cellStructure, oddCells, printedCells } from "../../cells.ts";
import type { Reading, StagedFile } from "../../stagedFile.ts";
import { writeTsv } from "../../tsv.ts";
import { mergedWarnings, readTable, type SheetTable } from "./table.ts";
import { readWorkbook, type Archive, type Workbook } from "./workbook.ts";
import { LIMITS, readDirectory } from "./zip.ts";

/** Reads Excel: one sheet, written as text row by row and staged by the engine. Dates are read as dates, whatever format the cell shows. */
export async function readXlsx(reading: Reading): Promise<StagedFile> {
  const { file, facts, directory } = reading;
  const archive: Archive = { file, entries: await readDirectory(file, LIMITS), limits: LIMITS };
  const path = `${directory}/sheet.tsv`;
  // A number cell is exact, so it is never asked whether 1.125 means a thousand.
  const points = new Set<number>();
  const { names, header, merged } = await sheetToTsv(reading, archive, path, points);
  const stage = await facts.stage(path, {
    ...reading.run,
    format: "TabSeparated",
    structure: sql`${cellStructure(names.length)}, line UInt64`,
    numbered: true,
  });
  return {
    format: "xlsx",
    table: stage.table,
    scope: cellScope(names, reading.lets, await oddCells(reading, sql.id(stage.table), names.length), (index) =>
      points.has(index + 1) ? "1,234.56" : reading.numberFormat,
    ),
    from: () => sql.id(stage.table),
    faults: [],
    line: sql`line`,
    printed: printedCells(names),
    header,
    warnings: mergedWarnings(merged, reading.merged),
  };
}

async function sheetToTsv(reading: Reading, archive: Archive, path: string, points: Set<number>): Promise<SheetTable> {
  const { file, sheet, run } = reading;
  const tsv = writeTsv(path);
  try {
    const workbook = await readWorkbook(archive);
    const chosen = chooseSheet(file.name, workbook, sheet);
    const row: (string | null)[] = [];
    return await readTable(
      { archive, workbook, path: chosen.path, how: reading, points },
      (number, cells, { names }) => {
        // Cells outside the table, without a header above them, are ignored.
        for (let index = 0; index < names.length; index++) row[index] = cells[index] || null;
        row[names.length] = String(number);
        tsv.row(row);
      },
      async () => {
        run.signal?.throwIfAborted();
        await tsv.drained();
      },
    );
  } finally {
    await tsv.end();
  }
}

/** The named sheet, else the first sheet that is not hidden. @throws SHEET_UNKNOWN */
export function chooseSheet(file: string, { sheets }: Workbook, wanted: string | undefined): Workbook["sheets"][number] {
  const chosen =
    wanted === undefined
      ? (sheets.find(({ hidden }) => !hidden) ?? sheets[0])
      : (sheets.find(({ name }) => name === wanted) ??
        sheets.find(({ name }) => name.trim().toLowerCase() === wanted.trim().toLowerCase()));
  if (!chosen) throw problem("SHEET_UNKNOWN", { file, sheet: wanted ?? "", sheets: sheets.map(({ name }) => name) });
  return chosen;
}
