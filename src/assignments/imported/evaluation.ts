import { literal, type Ctx, type RunOptions } from "../../engine/index.ts";

/** The number under which the ledger keeps a change of members that an import makes or takes back. */
export async function beginEvaluation(ctx: Ctx, kind: "import" | "undo"): Promise<number> {
  const now = new Date(ctx.clock());
  const { id } = await ctx.records
    .insertInto("evaluations")
    .values({ kind, as_of: now, state: "done", started_at: now, ended_at: now, milliseconds: 0, failed_tags: 0 })
    .returning("id")
    .executeTakeFirstOrThrow();
  return Number(id);
}

/** For statements that hold the words of a file: thousands of names of tags. */
export const WORDY: RunOptions = { lane: "heavy", settings: { max_query_size: 50_000_000, max_ast_elements: 5_000_000 } };

/** Bitmaps of who has them already. */
export function membersSql(tags: readonly { readonly id: number }[]): string {
  return `SELECT tag, value, customers FROM members FINAL WHERE tag IN (${[0, ...tags.map(({ id }) => id)].map(literal.integer).join(", ")})`;
}
