import type { FileFormat } from "../../contract/index.ts";
import type { Facts } from "../../engine/index.ts";
import { cutLine, HEAD_BYTES, layOutCsv, layOutText, type LocalFile, offsetOfLine, parseHead } from "../../files/index.ts";
import { decodeHead, type TextHead } from "./decode.ts";
import { jsonHead } from "./json.ts";
import { sheetHead } from "./sheet.ts";
import { HEAD_ROWS, type Head, type HowToRead } from "./types.ts";

/**
 * Reads the beginning of a file as the import does. Only encoding and merged cells are looked for in the whole file.
 * @throws what reading the file would: FILE_*, XLSX_*, COLUMNS_*, ENCODING_*
 */
export async function headOf(facts: Facts, file: LocalFile, format: FileFormat, how: HowToRead): Promise<Head> {
  switch (format) {
    case "xlsx":
      return sheetHead(file, how);
    case "parquet": {
      const { columns, rows } = await facts.head(file.path, { format: "Parquet", limit: HEAD_ROWS });
      return { ...PLAIN, names: columns, rows };
    }
    case "jsonl": {
      const { text, encoding } = await decodeHead(file, HEAD_BYTES, how.encoding);
      return { ...PLAIN, ...jsonHead(text, how.skipRows ?? 0), encoding };
    }
    case "csv":
      return csvHead(file, await decodeHead(file, HEAD_BYTES, how.encoding), how);
    case "text":
      return textHead(file, await decodeHead(file, HEAD_BYTES, how.encoding), how);
  }
}

const PLAIN = { sheets: [], sheet: null, merged: null, encoding: null, header: null };

function csvHead(file: LocalFile, { text, complete, encoding }: TextHead, how: HowToRead): Head {
  const { names, delimiter, skipLines, header } = layOutCsv(text, complete, { ...how, file: file.name });
  const body = text.slice(offsetOfLine(text, skipLines) ?? text.length);
  const records = parseHead(body, delimiter, complete, 2 * HEAD_ROWS).map(({ fields }) => fields);
  return { ...PLAIN, names, rows: rowsOf(names, records), encoding, header: header ?? null };
}

function textHead(file: LocalFile, { text, encoding }: TextHead, how: HowToRead): Head {
  const delimiter = how.delimiter ?? "whitespace";
  const { names, skip, header } = layOutText(text, { ...how, file: file.name, delimiter });
  const lines = text.slice(offsetOfLine(text, skip) ?? text.length).split(/\r\n|\n|\r/);
  const records = lines.filter((line) => line.trim() !== "").map((line) => cutLine(line, delimiter));
  return { ...PLAIN, names, rows: rowsOf(names, records), encoding, header: header ?? null };
}

/** The cells under the column names. Empty rows are left out. */
function rowsOf(names: readonly string[], records: readonly (readonly string[])[]): (string | null)[][] {
  const filled = records.filter((fields) => fields.some((cell) => cell !== ""));
  return filled.slice(0, HEAD_ROWS).map((fields) => names.map((_, index) => fields[index] || null));
}
