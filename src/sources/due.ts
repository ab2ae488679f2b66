import type { Ctx } from "../engine/index.ts";

/** Sources whose turn has come and that nobody reads. */
export async function dueSources(ctx: Pick<Ctx, "records" | "clock">): Promise<string[]> {
  const now = new Date(ctx.clock());
  const rows = await ctx.records
    .selectFrom("sources")
    .select("id")
    .where("state", "=", "active")
    .where("every", "is not", null)
    .where("next_at", "<=", now)
    .where((where) => where.or([where("leased_until", "is", null), where("leased_until", "<=", now)]))
    .orderBy("next_at")
    .execute();
  return rows.map(({ id }) => id);
}

/** At a start alone with the stores: runs that a crash cut off run no more, and their sources may be read again. */
export async function closeLostRuns(ctx: Pick<Ctx, "records" | "clock">): Promise<void> {
  await ctx.records.updateTable("sources").set({ leased_until: null }).where("leased_until", "is not", null).execute();
  await ctx.records
    .updateTable("source_runs")
    .set({ state: "failed", ended_at: new Date(ctx.clock()) })
    .where("state", "=", "running")
    .execute();
}
