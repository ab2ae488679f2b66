import { sql as recordsSql } from "kysely";
import { raiseVersion, type Ctx, type Records, type RecordsTx } from "../engine/index.ts";
import { problem, type Instant } from "../kernel/index.ts";

export type EvaluationKind = "full" | "incremental" | "assign" | "override" | "merge" | "import" | "undo";

/**
 * Starts a new evaluation. Its number is taken under the lease, by one process at a time: members with a greater number are always the
 * later ones.
 * @throws LEASE_LOST
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

/** Records that all members of the evaluation are written. @throws LEASE_LOST when another process has closed it since */
export async function endEvaluation(ctx: Ctx, tx: RecordsTx, id: number, { milliseconds, failedTags = 0 }: EvaluationEnd): Promise<void> {
  await ctx.lease.confirm(tx);
  const { numUpdatedRows } = await tx
    .updateTable("evaluations")
    .set({ state: "done", ended_at: new Date(ctx.clock()), milliseconds: Math.round(milliseconds), failed_tags: failedTags })
    .where("id", "=", id)
    .where("state", "=", "running")
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw problem("LEASE_LOST", {});
  await raiseVersion(tx, "members");
}

/** Records that the evaluation failed; some of its members may be written. */
export async function failEvaluation(ctx: Ctx, id: number): Promise<void> {
  await ctx.records.transaction().execute(async (tx) => {
    await tx
      .updateTable("evaluations")
      .set({ state: "failed", ended_at: new Date(ctx.clock()) })
      .where("id", "=", id)
      .where("state", "=", "running")
      .execute();
    // Its moves may stand in the history and not in the members.
    await raiseVersion(tx, "membersRewritten");
  });
}

/**
 * Runs `work` as an evaluation of its own. It is `running` until its members are written, so that a reader of the history sees an ended
 * evaluation only when it is complete.
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

/** Closes the running evaluations of earlier holders when the lease is taken. */
export async function closeLostEvaluations(ctx: Pick<Ctx, "records" | "clock" | "lease">): Promise<void> {
  await ctx.records
    .updateTable("evaluations")
    .set({ state: "failed", ended_at: new Date(ctx.clock()) })
    .where("state", "=", "running")
    .where("fence", "<", ctx.lease.fence)
    .execute();
}

/**
 * The history is complete up to this evaluation: all up to here have ended, and later ones have greater numbers. An evaluation that a crash
 * cut off counts as running until the next holder of the lease closes it. Webhooks send each move once, so they read no further.
 */
export const COMMITTED_UP_TO_SQL = recordsSql<number | string>`coalesce(
  (select min(id) - 1 from evaluations where state = 'running'), (select max(id) from evaluations), 0)`;

export async function committedUpTo(ctx: { readonly records: Records | RecordsTx }): Promise<number> {
  const { rows } = await recordsSql<{ evaluation: number | string }>`select ${COMMITTED_UP_TO_SQL} as evaluation`.execute(ctx.records);
  return Number(rows[0]!.evaluation);
}
