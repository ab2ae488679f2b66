import { literal } from "../../engine/index.ts";
import { problem, type Text } from "../../kernel/index.ts";
import type { Scope } from "../compile/scope.ts";
import type { Value } from "../compile/value.ts";
import type { Reading } from "./source.ts";

export const MAX_COLUMNS = 2_000;

/** Names of a header's cells: trimmed; a blank one is called by its place. @throws COLUMNS_DUPLICATE, COLUMNS_MANY */
export function columnNames(file: string, cells: readonly string[]): string[] {
  if (cells.length > MAX_COLUMNS) throw problem("COLUMNS_MANY", { file, count: cells.length, limit: MAX_COLUMNS });
  const names = cells.map((cell, index) => cell.trim() || `column ${index + 1}`);
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  if (repeated.length > 0) throw problem("COLUMNS_DUPLICATE", { file, columns: [...new Set(repeated)] });
  return names;
}

/** The staged columns of a text file are c1, c2 …: what people call them never becomes SQL. */
export function cellColumn(index: number): string {
  return `c${index + 1}`;
}

/** The cells of text files: an empty one is missing, and any may turn out to be a number, a time or yes/no. */
export function cellScope(names: readonly string[], led: ReadonlySet<number> = new Set()): Scope {
  const values = new Map(
    names.map((name, index): [string, Value] => [
      name,
      cell(`nullIf(${led.has(index) ? bare(cellColumn(index)) : cellColumn(index)}, '')`),
    ]),
  );
  return { names, column: (name) => values.get(name), path: () => undefined };
}

/**
 * Which columns have cells led by an apostrophe, as exports write what a spreadsheet would take for a formula: those are read as they
 * were. Asked once of the whole file, so that others pay nothing for it.
 */
export async function ledColumns(
  { facts, run }: Pick<Reading, "facts" | "run">,
  table: string,
  count: number,
): Promise<ReadonlySet<number>> {
  const found = Array.from({ length: count }, (_, index) => `max(startsWith(ifNull(${cellColumn(index)}, ''), '\\''))`);
  const [row] = await facts.rows<{ led: number[] }>(`SELECT [${found.join(", ")}] AS led FROM ${table}`, run);
  return new Set(row!.led.flatMap((each, index) => (each === 1 ? [index] : [])));
}

/** SQL that is true for a row without a filled cell. */
export function emptyCells(count: number): string {
  return `(${Array.from({ length: count }, (_, index) => `ifNull(${cellColumn(index)}, '') = ''`).join(" AND ")})`;
}

/** What a person should know of rows with fewer cells than the header; `except` are rows that are none. */
export async function shortRows(
  { facts, run }: Pick<Reading, "facts" | "run">,
  table: string,
  count: number,
  except: string,
): Promise<Text[]> {
  const short = `isNull(${cellColumn(count - 1)}) AND NOT (${except})`;
  const [row] = await facts.rows<{ short: string }>(`SELECT countIf(${short}) AS short FROM ${table}`, run);
  return shortWarning(Number(row!.short));
}

export function shortWarning(rows: number): Text[] {
  if (rows === 0) return [];
  const some = rows === 1 ? "1 row has" : `${rows} rows have`;
  return [
    {
      zh: `${rows} 行的单元格比表头少，缺少的按空白导入。`,
      en: `${some} fewer cells than the header; the missing ones were taken as empty.`,
    },
  ];
}

function bare(column: string): string {
  return `replaceRegexpOne(${column}, '^\\'([=+@\\-\\t\\r])', '\\\\1')`;
}

function cell(sql: string): Value {
  return { type: "text", sql, loose: "any", faults: [] };
}

export function cellStructure(count: number): string {
  return Array.from({ length: count }, (_, index) => `${cellColumn(index)} Nullable(String)`).join(", ");
}

export function printedCells(names: readonly string[]): { name: string; sql: string }[] {
  return names.map((name, index) => ({ name, sql: cellColumn(index) }));
}

/** Line breaks inside the cells of a row. */
export function breaksInCells(count: number): string {
  return Array.from({ length: count }, (_, index) => `countSubstrings(ifNull(${cellColumn(index)}, ''), ${literal.text("\n")})`).join(
    " + ",
  );
}
