import { sql } from "kysely";
import type { Ctx, RecordsTx } from "../engine/index.ts";
import { problem, type Instant } from "../kernel/index.ts";

export type EvaluationKind = "full" | "incremental" | "assign" | "override" | "merge" | "import" | "undo";

/**
 * A new evaluation, running. Its number is given under the lease: one process at a time has numbers to write members with, so that
 * the members of a greater number are always the later ones. @throws LEASE_LOST
 */
export async function beginEvaluation(ctx: Ctx, kind: EvaluationKind, asOf: Instant): Promise<number> {
  return ctx.records.transaction().execute(async (tx) => {
    await ctx.lease.confirm(tx);
    const { id } = await tx
      .insertInto("evaluations")
      .values({
        kind,
        as_of: new Date(asOf),
        state: "running",
        started_at: new Date(ctx.clock()),
        milliseconds: null,
        failed_tags: 0,
        fence: ctx.lease.fence,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    return Number(id);
  });
}

export interface EvaluationEnd {
  readonly milliseconds: number;
  readonly failedTags?: number;
}

/** The evaluation's members are written, all of them. @throws LEASE_LOST when another process has closed it since */
export async function endEvaluation(ctx: Ctx, tx: RecordsTx, id: number, { milliseconds, failedTags = 0 }: EvaluationEnd): Promise<void> {
  await ctx.lease.confirm(tx);
  const { numUpdatedRows } = await tx
    .updateTable("evaluations")
    .set({ state: "done", ended_at: new Date(ctx.clock()), milliseconds: Math.round(milliseconds), failed_tags: failedTags })
    .where("id", "=", id)
    .where("state", "=", "running")
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw problem("LEASE_LOST", {});
}

/** The evaluation came to nothing, or by half. */
export async function failEvaluation(ctx: Ctx, id: number): Promise<void> {
  await ctx.records
    .updateTable("evaluations")
    .set({ state: "failed", ended_at: new Date(ctx.clock()) })
    .where("id", "=", id)
    .where("state", "=", "running")
    .execute();
}

/**
 * Runs `work` as an evaluation of its own. It is running until its members are written, so that whoever follows the ledger knows
 * that what it reads of an ended one is whole.
 */
export async function asEvaluation<T>(ctx: Ctx, kind: EvaluationKind, asOf: Instant, work: (evaluation: number) => Promise<T>): Promise<T> {
  const began = performance.now();
  const id = await beginEvaluation(ctx, kind, asOf);
  try {
    const done = await work(id);
    await ctx.records.transaction().execute((tx) => endEvaluation(ctx, tx, id, { milliseconds: performance.now() - began }));
    return done;
  } catch (error) {
    await failEvaluation(ctx, id);
    throw error;
  }
}

/** When the lease is taken: evaluations of the holders before run no more, whatever they were at. */
export async function closeLostEvaluations(ctx: Pick<Ctx, "records" | "clock" | "lease">): Promise<void> {
  await ctx.records
    .updateTable("evaluations")
    .set({ state: "failed", ended_at: new Date(ctx.clock()) })
    .where("state", "=", "running")
    .where("fence", "<", ctx.lease.fence)
    .execute();
}

/**
 * Up to this evaluation the history is whole: everything has ended, and what is written later has a greater number. An evaluation that
 * a crash cut off runs until the lease is taken, which closes it. For whoever tells of the history once.
 */
export const SETTLED_SQL = sql<number | string>`coalesce(
  (select min(id) - 1 from evaluations where state = 'running'), (select max(id) from evaluations), 0)`;

export async function settledEvaluation(ctx: Pick<Ctx, "records">): Promise<number> {
  const { rows } = await sql<{ settled: number | string }>`select ${SETTLED_SQL} as settled`.execute(ctx.records);
  return Number(rows[0]!.settled);
}
