import type { SheetColumn, SheetFile } from "./types.ts";
import { cellXml, partsOf, SHEET_END, sheetStart } from "./xml.ts";
import { writeZip } from "./zip.ts";

/** The greatest number of data rows in an Excel sheet, below the heading. */
export const SHEET_ROWS = 1_048_575;

/** An entry of a plain zip archive holds at most 4 GB, and a letter takes up to three bytes. */
const SHEET_LETTERS = 2 ** 30;
/** Letters collected before they are compressed. */
const PIECE_LETTERS = 1 << 17;

/**
 * Writes a workbook row by row into a file, so that only the current piece is in memory. Rows beyond `sheetRows` go to further sheets with
 * the same headings (`客户`, `客户 2` …). @throws errors of the disk
 */
export async function writeWorkbook(
  path: string,
  {
    name,
    columns,
    codes = [],
    sheetRows = SHEET_ROWS,
  }: {
    name: string;
    columns: readonly SheetColumn[];
    /** The code of each heading, by which a later import recognises the column. */
    codes?: readonly (readonly [heading: string, code: string])[];
    sheetRows?: number;
  },
): Promise<SheetFile> {
  const zip = writeZip(path);
  const kinds = columns.map(({ kind }) => kind);
  const sheets: string[] = [];
  let rows = 0;
  let letters = 0;
  let pending = "";

  function begin(): void {
    sheets.push(sheets.length === 0 ? name : `${name} ${sheets.length + 1}`);
    rows = 0;
    letters = 0;
    zip.begin(`xl/worksheets/sheet${sheets.length}.xml`);
    pending = sheetStart(columns);
  }
  async function flush(): Promise<void> {
    const piece = pending;
    pending = "";
    letters += piece.length;
    await zip.write(piece);
  }

  async function beginNextSheet(line: string): Promise<void> {
    pending += SHEET_END;
    await flush();
    begin();
    rows = 1;
    pending += `${line}</row>`;
  }

  begin();
  return {
    row(cells) {
      let line = "<row>";
      for (let at = 0; at < kinds.length; at++) line += cellXml(cells[at] ?? null, kinds[at]!);
      if (rows === sheetRows || letters > SHEET_LETTERS) return beginNextSheet(line);
      rows++;
      pending += `${line}</row>`;
      return pending.length > PIECE_LETTERS ? flush() : undefined;
    },
    async end() {
      pending += SHEET_END;
      await flush();
      for (const [part, xml] of partsOf(sheets, codes)) {
        zip.begin(part);
        await zip.write(xml);
      }
      await zip.end();
      return sheets.length;
    },
    abandon: () => zip.abandon(),
  };
}
