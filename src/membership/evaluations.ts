import type { Ctx } from "../engine/index.ts";
import type { Instant } from "../kernel/index.ts";

/**
 * Runs `work` as an evaluation of its own. It is running until its members are written, so that whoever follows the ledger knows
 * that what it reads of an ended one is whole.
 */
export async function asEvaluation<T>(
  ctx: Ctx,
  kind: "assign" | "override",
  asOf: Instant,
  work: (evaluation: number) => Promise<T>,
): Promise<T> {
  const began = ctx.clock();
  const { id } = await ctx.records
    .insertInto("evaluations")
    .values({ kind, as_of: new Date(asOf), state: "running", started_at: new Date(began), milliseconds: null, failed_tags: 0 })
    .returning("id")
    .executeTakeFirstOrThrow();
  const end = (state: "done" | "failed") =>
    ctx.records
      .updateTable("evaluations")
      .set({ state, ended_at: new Date(ctx.clock()), milliseconds: ctx.clock() - began })
      .where("id", "=", id)
      .execute();
  try {
    const done = await work(id);
    await end("done");
    return done;
  } catch (error) {
    await end("failed");
    throw error;
  }
}

/** At a start alone with the stores: evaluations that a crash cut off run no more. */
export async function closeLostEvaluations(ctx: Pick<Ctx, "records" | "clock">): Promise<void> {
  await ctx.records
    .updateTable("evaluations")
    .set({ state: "failed", ended_at: new Date(ctx.clock()) })
    .where("state", "=", "running")
    .execute();
}
