import { literal, sql, type Sql } from "../engine/index.ts";
import { problem, type NumberFormat, type Text } from "../kernel/index.ts";
import { cleanSql, type Lets, maybeOddSql, oddSql, type Scope, sheetErrorSql, type TextValue, type Value } from "../mapping/index.ts";
import { unguardedSql } from "../sheets/index.ts";
import type { Reading } from "./stagedFile.ts";

export const MAX_COLUMNS = 2_000;

const LINE_END = literal.text("\n");

/** Trimmed column names of a header. A blank name becomes the column's position. @throws COLUMNS_DUPLICATE, COLUMNS_MANY */
export function columnNames(file: string, cells: readonly string[]): string[] {
  if (cells.length > MAX_COLUMNS) throw problem("COLUMNS_MANY", { file, count: cells.length, limit: MAX_COLUMNS });
  const names = cells.map((cell, index) => cell.trim() || `column ${index + 1}`);
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  if (repeated.length > 0) throw problem("COLUMNS_DUPLICATE", { file, columns: [...new Set(repeated)] });
  return names;
}

/** The staged columns of a text file are named c1, c2 …, so that names from the file never become SQL. */
export function cellColumn(index: number): Sql {
  return sql.id(`c${index + 1}`);
}

function cellColumns(count: number): Sql[] {
  return Array.from({ length: count }, (_, index) => cellColumn(index));
}

/** The cells as String: one that a row does not have is empty. */
function filledTexts(count: number): Sql[] {
  return cellColumns(count).map((cell) => sql`ifNull(${cell}, '')`);
}

/**
 * The cells of text files. A blank cell is missing; any other may be a number, a time or yes/no. Without `marks`, each cell is taken as
 * plain.
 */
export function cellScope(names: readonly string[], lets: Lets, marks: CellMarks = NO_MARKS, numbers: Numbers = NO_NUMBERS): Scope {
  const values = new Map(
    names.map((name, index): [string, Value] => {
      const column = marks.led.has(index) ? unguardedSql(cellColumn(index)) : cellColumn(index);
      return [name, textCell(column, { loose: "any", odd: marks.odd.has(index), numbers: numbers(index) }, lets)];
    }),
  );
  return { names, column: (name) => values.get(name), path: () => undefined };
}

/** Columns, from 0, with cells that need cleaning. Checked once over the whole file, so that plain columns cost nothing more. */
export interface CellMarks {
  /** Cells with a leading apostrophe, which exports add where a spreadsheet would read a formula. The apostrophe is removed. */
  readonly led: ReadonlySet<number>;
  /** Cells with blanks or invisible marks at their ends, spreadsheet errors, or letters that need Unicode composition. */
  readonly odd: ReadonlySet<number>;
}

/** The number format of a column, if the file declares it. */
export type Numbers = (index: number) => NumberFormat | undefined;

const NO_MARKS: CellMarks = { led: new Set(), odd: new Set() };
const NO_NUMBERS: Numbers = () => undefined;

export async function markedColumns({ facts, run }: Pick<Reading, "facts" | "run">, table: Sql, count: number): Promise<CellMarks> {
  const texts = filledTexts(count);
  const led = texts.map((text) => sql`max(startsWith(${text}, '\\''))`);
  const [row] = await facts.rows<{ led: number[] }>(sql`SELECT [${sql.join(led)}] AS led FROM ${table}`, run);
  return { led: new Set(indexes(row!.led)), odd: await oddTexts({ facts, run }, table, texts) };
}

/** The same without the check for apostrophes: in a workbook, an apostrophe belongs to the text. */
export async function oddCells(reading: Pick<Reading, "facts" | "run">, table: Sql, count: number): Promise<CellMarks> {
  const texts = filledTexts(count);
  return { led: new Set(), odd: await oddTexts(reading, table, texts) };
}

/**
 * The texts (SQL of String over `from`) with a value that needs cleaning. A cheap check of all rows first, then an exact one of the few
 * suspects.
 */
export async function oddTexts(
  { facts, run }: Pick<Reading, "facts" | "run">,
  from: Sql,
  texts: readonly Sql[],
): Promise<ReadonlySet<number>> {
  let asked = [...texts.keys()];
  for (const isOdd of [maybeOddSql, oddSql]) {
    if (asked.length === 0) break;
    const columns = asked.map((index) => sql`max(${isOdd(texts[index]!)})`);
    const [row] = await facts.rows<{ odd: number[] }>(sql`SELECT [${sql.join(columns)}] AS odd FROM ${from}`, run);
    const found = new Set(indexes(row!.odd));
    asked = asked.filter((_, at) => found.has(at));
  }
  return new Set(asked);
}

function indexes(flags: readonly number[]): number[] {
  return flags.flatMap((flag, index) => (flag === 1 ? [index] : []));
}

/** SQL that is true for a row without any filled cell. */
export function emptyCells(count: number): Sql {
  return sql`(${sql.and(filledTexts(count).map((text) => sql`${text} = ''`))})`;
}

/** The warning about rows with fewer cells than the header. `except`: SQL of rows that do not count as rows. */
export async function shortRows({ facts, run }: Pick<Reading, "facts" | "run">, table: Sql, count: number, except: Sql): Promise<Text[]> {
  const short = sql`isNull(${cellColumn(count - 1)}) AND NOT (${except})`;
  const [row] = await facts.rows<{ short: string }>(sql`SELECT countIf(${short}) AS short FROM ${table}`, run);
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

/** A text of the file (Nullable), cleaned if `odd` says that it may need it. */
export function textCell(
  raw: Sql,
  { loose, odd, numbers }: { readonly loose: TextValue["loose"]; readonly odd: boolean; readonly numbers?: NumberFormat | undefined },
  lets: Lets,
): TextValue {
  return {
    type: "text",
    sql: odd ? lets.name(sql`nullIf(${cleanSql(raw)}, '')`) : sql`nullIf(${raw}, '')`,
    loose,
    faults: [],
    clean: true,
    ...(numbers && { numbers }),
    ...(odd && { broken: sheetErrorSql(raw) }),
  };
}

export function cellStructure(count: number): Sql {
  return sql.join(cellColumns(count).map((cell) => sql`${cell} Nullable(String)`));
}

export function printedCells(names: readonly string[], led: ReadonlySet<number> = new Set()): { name: string; sql: Sql }[] {
  return names.map((name, index) => ({ name, sql: led.has(index) ? unguardedSql(cellColumn(index)) : cellColumn(index) }));
}

/** SQL of the line breaks inside the cells of a row. */
export function breaksInCells(count: number): Sql {
  return sql.join(
    filledTexts(count).map((text) => sql`countSubstrings(${text}, ${LINE_END})`),
    " + ",
  );
}
