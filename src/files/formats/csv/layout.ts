import { problem } from "../../../kernel/index.ts";
import { unguarded } from "../../../sheets/index.ts";
import { columnNames } from "../../cells.ts";
import { findHeader, HEADER_ROWS } from "../../header/find.ts";
import type { HeaderFound } from "../../stagedFile.ts";
import { csvParser, type CsvRecord } from "./parse.ts";
import { namedDelimiter, sniffDelimiter } from "./sniff.ts";

/** Bytes at the beginning in which the header and the delimiter are looked for. */
export const HEAD_BYTES = 1 << 18;

export interface HowToLayOut {
  readonly file: string;
  readonly delimiter?: string | undefined;
  readonly columns?: readonly string[] | undefined;
  /** Lines before the header. Undefined: the header is looked for. */
  readonly skipRows?: number | undefined;
  /** Column names in the mapping. */
  readonly wanted?: readonly string[] | undefined;
}

/** The layout of a CSV file, found in its beginning. */
export interface CsvLayout {
  readonly names: readonly string[];
  readonly delimiter: string;
  /** Lines before the first data row. */
  readonly skipLines: number;
  /** The same in records, which the engine needs: a header may take several lines. */
  readonly skipRecords: number;
  /** Whether the engine can read the file: a delimiter of one byte, line ends that it supports, no quotes in the skipped part. */
  readonly native: boolean;
  readonly header: HeaderFound | undefined;
}

/** @throws FILE_EMPTY, COLUMNS_DUPLICATE, COLUMNS_MANY */
export function layOutCsv(text: string, complete: boolean, { file, delimiter, columns, skipRows, wanted }: HowToLayOut): CsvLayout {
  const named = namedDelimiter(text);
  const skippedLines = Math.max(skipRows ?? 0, named === undefined ? 0 : 1);
  const start = offsetOfLine(text, skippedLines);
  if (start === undefined) throw problem("FILE_EMPTY", { file });
  const body = text.slice(start);
  const chosen = delimiter ?? named ?? sniffDelimiter(body, complete);
  // Old Mac files end lines with a carriage return alone.
  const plain = chosen.charCodeAt(0) < 0x80 && (body.includes("\n") || !body.includes("\r"));
  const native = (skipped: string) => plain && !skipped.includes('"');
  if (columns) {
    const names = columnNames(file, columns);
    return {
      names,
      delimiter: chosen,
      skipLines: skippedLines,
      skipRecords: skippedLines,
      native: native(text.slice(0, start)),
      header: undefined,
    };
  }
  const records = beginning(body, chosen, complete);
  const rows = records.map(({ fields }) => fields);
  const at = skipRows === undefined ? findHeader(rows, wanted) : 0;
  const header = records[at];
  if (!header) throw problem("FILE_EMPTY", { file });
  const next = records[at + 1];
  const skipLines = skippedLines + (next ? next.line - 1 : linesOf(body, complete));
  const inside = rows.slice(0, at + 1).reduce((sum, fields) => sum + fields.join("").split("\n").length - 1, 0);
  const before = text.slice(0, start + (offsetOfLine(body, header.line - 1) ?? 0));
  return {
    names: columnNames(file, header.fields.map(unguarded)),
    delimiter: chosen,
    skipLines,
    skipRecords: skipLines - inside,
    native: native(before),
    header: {
      row: skippedLines + header.line,
      above: rows.slice(0, at).flatMap((fields) => fields.filter((cell) => cell.trim() !== "").join(" ") || []),
    },
  };
}

/** The first records, and one more if the header is the last of them. */
function beginning(body: string, delimiter: string, complete: boolean): CsvRecord[] {
  const records: CsvRecord[] = [];
  const parser = csvParser(delimiter, (record) => {
    if (records.length <= HEADER_ROWS) records.push(record);
  });
  parser.push(body);
  if (complete) parser.end();
  return records;
}

/** Offset of the beginning of line `count` (from 0); undefined if there is no such line. */
export function offsetOfLine(text: string, count: number): number | undefined {
  let at = 0;
  for (let line = 0; line < count; line++) {
    const end = /\r\n|\n|\r/g;
    end.lastIndex = at;
    const found = end.exec(text);
    if (!found) return undefined;
    at = found.index + found[0].length;
  }
  return at;
}

function linesOf(text: string, complete: boolean): number {
  return text.split(/\r\n|\n|\r/).length - (complete && !/[\r\n]$/.test(text) ? 0 : 1);
}
