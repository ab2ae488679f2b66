import { literal, type Ctx } from "../../engine/index.ts";
import { Problem } from "../../kernel/index.ts";

/** Rows the store expects a statement to read, by its indexes; null where it cannot say. An estimate: nothing is read for it. */
export async function expectedRows(ctx: Ctx, sql: string): Promise<number | null> {
  try {
    const rows = await ctx.facts.rows<{ table: string; rows: string }>(`EXPLAIN ESTIMATE ${sql}`, { lane: "heavy" });
    return rows.reduce((sum, row) => sum + Number(row.rows), 0);
  } catch (error) {
    // What compares with bitmaps that only a run has cannot be explained before.
    if (error instanceof Problem) return null;
    throw error;
  }
}

/** A statement laid out by the store's own formatter, which changes nothing but blanks. */
export async function laidOut(ctx: Ctx, statements: readonly string[]): Promise<string[]> {
  if (statements.length === 0) return [];
  // Not bound: a server takes parameters in its address, where a plan of many tags would not fit.
  const columns = statements.map((sql, index) => `formatQuery(${literal.text(sql)}) AS s${index}`);
  const [row] = await ctx.facts.rows<Record<string, string>>(`SELECT ${columns.join(", ")}`, { settings: { max_query_size: 50_000_000 } });
  return statements.map((_, index) => row![`s${index}`]!);
}
