import type { Ctx } from "../engine/index.ts";

/** Data sources that are due and that no process reads. */
export async function dueSources(ctx: Pick<Ctx, "records" | "clock">): Promise<string[]> {
  const now = new Date(ctx.clock());
  const rows = await ctx.records
    .selectFrom("sources")
    .select("id")
    .where("state", "=", "active")
    .where("every", "is not", null)
    .where("next_at", "<=", now)
    .where((where) => where.or([where("claimed_until", "is", null), where("claimed_until", "<=", now)]))
    .orderBy("next_at")
    .execute();
  return rows.map(({ id }) => id);
}

/** At a start with no other process: ends the runs that a crash interrupted, so that their sources can be read again. */
export async function closeLostRuns(ctx: Pick<Ctx, "records" | "clock">): Promise<void> {
  await ctx.records.updateTable("sources").set({ claimed_until: null }).where("claimed_until", "is not", null).execute();
  await ctx.records
    .updateTable("source_runs")
    .set({ state: "failed", ended_at: new Date(ctx.clock()) })
    .where("state", "=", "running")
    .execute();
}
