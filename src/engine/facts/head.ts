import type { Sql } from "./sql/piece.ts";
import { sql } from "./sql/sql.ts";
import { literal } from "./literal.ts";
import type { FileHead } from "./types.ts";

/** The statement that reads the first rows of a file as text; `from` is the file as a table function. */
export function headSql(from: Sql, columns: readonly { readonly name: string; readonly type: string }[], limit: number): Sql {
  const cells = columns.map(({ name, type }) => {
    const column = literal.name(name);
    const text = /^(?:LowCardinality\(|Nullable\()*(?:Array|Tuple|Map|Nested)/.test(type)
      ? sql`toJSONString(${column})`
      : sql`toString(${column})`;
    return sql`CAST(${text} AS Nullable(String))`;
  });
  return sql`SELECT [${sql.join(cells)}] AS cells FROM ${from} LIMIT ${literal.integer(limit)}`;
}

export function headRows(columns: readonly { readonly name: string }[], rows: readonly { readonly cells: (string | null)[] }[]): FileHead {
  return { columns: columns.map(({ name }) => name), rows: rows.map(({ cells }) => cells.map((cell) => (cell === "" ? null : cell))) };
}
