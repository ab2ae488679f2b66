import type { FileFormat } from "../../contract/index.ts";
import type { Facts } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { columnNames } from "../read/cells.ts";
import { parseHead } from "../read/csv/parse.ts";
import { sniffDelimiter } from "../read/csv/sniff.ts";
import { readHead, type LocalFile } from "../read/file.ts";
import { decodeHead } from "./decode.ts";
import { jsonHead } from "./json.ts";
import { sheetHead } from "./sheet.ts";
import { HEAD_ROWS, type Head, type HowToRead } from "./types.ts";

const BYTES = 1 << 18;

/** Reads no more of the file than its beginning. @throws what reading the file would: FILE_*, XLSX_*, COLUMNS_*, ENCODING_UNKNOWN */
export async function headOf(facts: Facts, file: LocalFile, format: FileFormat, how: HowToRead): Promise<Head> {
  switch (format) {
    case "xlsx":
      return sheetHead(file, how);
    case "parquet": {
      const { columns, rows } = await facts.head(file.path, { format: "Parquet", limit: HEAD_ROWS });
      return { ...NO_SHEETS, names: columns, rows };
    }
    case "jsonl":
      return { ...NO_SHEETS, ...jsonHead((await textOf(file, how)).text, how.skipRows ?? 0) };
    case "csv":
    case "text":
      return { ...NO_SHEETS, ...(await linesHead(file, format, how)) };
  }
}

const NO_SHEETS = { sheets: [], sheet: null };

async function textOf(file: LocalFile, { encoding }: HowToRead): Promise<{ text: string; whole: boolean }> {
  const bytes = await readHead(file.path, BYTES);
  const whole = bytes.length < BYTES;
  return { text: decodeHead(file.name, bytes, whole, encoding), whole };
}

async function linesHead(file: LocalFile, format: "csv" | "text", how: HowToRead): Promise<Pick<Head, "names" | "rows">> {
  const { text, whole } = await textOf(file, how);
  const body = withoutLines(text, how.skipRows ?? 0);
  const delimiter = how.delimiter ?? (format === "text" ? "whitespace" : sniffDelimiter(body, whole));
  const records =
    delimiter === "whitespace" || format === "text"
      ? cutLines(body, delimiter)
      : parseHead(body, delimiter, whole, HEAD_ROWS + 1).map(({ fields }) => fields);
  const header = how.columns ?? records.shift();
  if (!header) throw problem("FILE_EMPTY", { file: file.name });
  const names = columnNames(file.name, header);
  return { names, rows: records.slice(0, HEAD_ROWS).map((fields) => names.map((_, index) => fields[index] || null)) };
}

function cutLines(body: string, delimiter: string): string[][] {
  const lines = body
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== "")
    .slice(0, HEAD_ROWS + 1);
  return lines.map((line) => (delimiter === "whitespace" ? line.trim().split(/\s+/) : line.split(delimiter)));
}

function withoutLines(text: string, count: number): string {
  let rest = text;
  for (let line = 0; line < count; line++) {
    const end = /\r\n|\n|\r/.exec(rest);
    if (!end) return "";
    rest = rest.slice(end.index + end[0].length);
  }
  return rest;
}
