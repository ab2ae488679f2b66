import { type Archive, chooseSheet, LIMITS, type LocalFile, readDirectory, readTable, readWorkbook } from "../../files/index.ts";
import { HEAD_ROWS, type Head, type HowToRead } from "./types.ts";

/** Thrown to stop reading a sheet once enough rows are read. It carries the table; it is not a failure. */
class Enough {
  readonly table;
  constructor(table: Awaited<ReturnType<typeof readTable>>) {
    this.table = table;
  }
}

export async function sheetHead(file: LocalFile, how: HowToRead): Promise<Head> {
  const archive: Archive = { file, entries: await readDirectory(file, LIMITS), limits: LIMITS };
  const workbook = await readWorkbook(archive);
  const chosen = chooseSheet(file.name, workbook, how.sheet);
  const rows: (string | null)[][] = [];
  const { names, header, merged } = await readTable(
    { archive, workbook, path: chosen.path, how },
    (_, cells, table) => {
      rows.push(table.names.map((_, index) => cells[index] || null));
      if (rows.length === HEAD_ROWS) throw new Enough(table);
    },
    async () => undefined,
  ).catch((error: unknown) => {
    if (error instanceof Enough) return error.table;
    throw error;
  });
  const sheets = workbook.sheets.filter(({ hidden }) => !hidden).map(({ name }) => name);
  return { names, rows, sheets, sheet: chosen.name, header: header ?? null, merged: merged ?? null, encoding: null, codes: workbook.codes };
}
