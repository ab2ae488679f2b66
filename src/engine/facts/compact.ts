import { literal } from "./literal.ts";

/**
 * Rows as arrays over the union of their columns: the engine reads that form about twice as fast as objects, and names the columns
 * once. A column that a row does not have is null there, which the engine reads as the column's default.
 */
export function compactRows(rows: readonly object[]): { columns: [string, ...string[]]; names: string[]; values: unknown[][] } {
  const columns = new Set<string>();
  for (const row of rows) for (const column in row) columns.add(column);
  const names = [...columns];
  const values = rows.map((row) => names.map((name) => (row as Record<string, unknown>)[name] ?? null));
  return { columns: names.map((name) => literal.name(name).text) as [string, ...string[]], names, values };
}
