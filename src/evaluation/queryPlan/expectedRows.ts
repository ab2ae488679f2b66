import { literal, type Ctx, sql, type Sql } from "../../engine/index.ts";
import { Problem } from "../../kernel/index.ts";

/** Rows that the store expects a statement to read, estimated from its indexes; null where it cannot say. No data is read. */
export async function expectedRows(ctx: Ctx, statement: Sql): Promise<number | null> {
  try {
    const rows = await ctx.facts.rows<{ table: string; rows: string }>(sql`EXPLAIN ESTIMATE ${statement}`, { lane: "heavy" });
    return rows.reduce((sum, row) => sum + Number(row.rows), 0);
  } catch (error) {
    // A statement that compares with bitmaps of a run cannot be explained before the run.
    if (error instanceof Problem) return null;
    throw error;
  }
}

/** A statement formatted by the store; only white space changes. */
export async function laidOut(ctx: Ctx, statements: readonly string[]): Promise<string[]> {
  if (statements.length === 0) return [];
  // The statement is a literal, not a parameter: a server takes parameters in its address, which is too short for a plan of many tags.
  const columns = statements.map((statement, index) => sql`formatQuery(${literal.text(statement)}) AS s${literal.integer(index)}`);
  const [row] = await ctx.facts.rows<Record<string, string>>(sql`SELECT ${sql.join(columns)}`, {
    settings: { max_query_size: 50_000_000 },
  });
  return statements.map((_, index) => row![`s${index}`]!);
}
