import { problem } from "../../../kernel/index.ts";
import { cellScope, cellStructure, columnNames, ledColumns, printedCells } from "../cells.ts";
import type { Reading, Source } from "../source.ts";
import { writeTsv } from "../tsv.ts";
import { readSheet } from "./sheet.ts";
import { readWorkbook, type Archive, type Workbook } from "./workbook.ts";
import { LIMITS, readDirectory, truncated } from "./zip.ts";

/** Excel: one sheet, written as text row by row and staged by the engine. Dates come as dates, whatever the cell's format shows. */
export async function readXlsx(reading: Reading): Promise<Source> {
  const { file, facts, directory } = reading;
  const archive: Archive = { file, entries: await readDirectory(file, LIMITS), limits: LIMITS };
  const path = `${directory}/sheet.tsv`;
  const names = await sheetToTsv(reading, archive, path);
  const stage = await facts.stage(path, {
    ...reading.run,
    format: "TabSeparated",
    structure: `${cellStructure(names.length)}, line UInt64`,
    numbered: true,
  });
  return {
    format: "xlsx",
    table: stage.table,
    scope: cellScope(names, await ledColumns(reading, stage.table, names.length)),
    from: () => stage.table,
    faults: [],
    line: "line",
    printed: printedCells(names),
    warnings: [],
  };
}

async function sheetToTsv({ file, sheet, columns, skipRows, run }: Reading, archive: Archive, path: string): Promise<readonly string[]> {
  const tsv = writeTsv(path);
  let names = columns && columnNames(file.name, columns);
  try {
    const workbook = await readWorkbook(archive);
    const { path: chosen } = chooseSheet(file.name, workbook, sheet);
    const row: (string | null)[] = [];
    await readSheet(
      archive,
      workbook,
      chosen,
      (number, cells) => {
        if (number <= skipRows || cells.every((cell) => cell === "")) return;
        if (!names) {
          names = columnNames(file.name, cells);
          return;
        }
        // What stands beside the table, under no header, belongs to nothing.
        for (let index = 0; index < names.length; index++) row[index] = cells[index] || null;
        row[names.length] = String(number);
        tsv.row(row);
      },
      async () => {
        run.signal?.throwIfAborted();
        await tsv.drained();
      },
    );
  } catch (error) {
    // XML that ends early or is none: the archive was whole, what it holds is not a workbook's.
    throw /Xml|SyntaxError|ERR_ENCODING/.test(`${(error as Error).name} ${(error as NodeJS.ErrnoException).code ?? ""}`)
      ? truncated(file, error)
      : error;
  } finally {
    await tsv.end();
  }
  if (!names) throw problem("FILE_EMPTY", { file: file.name });
  return names;
}

/** The sheet that is named, else the first that is not hidden. @throws SHEET_UNKNOWN */
export function chooseSheet(file: string, { sheets }: Workbook, wanted: string | undefined): Workbook["sheets"][number] {
  const chosen =
    wanted === undefined
      ? (sheets.find(({ hidden }) => !hidden) ?? sheets[0])
      : (sheets.find(({ name }) => name === wanted) ??
        sheets.find(({ name }) => name.trim().toLowerCase() === wanted.trim().toLowerCase()));
  if (!chosen) throw problem("SHEET_UNKNOWN", { file, sheet: wanted ?? "", sheets: sheets.map(({ name }) => name) });
  return chosen;
}
