import type { Records } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";
import { nextByCron } from "../cron.ts";
import { insertJob, type NewJob } from "./insert.ts";

export interface Scheduled {
  readonly kind: string;
  readonly cron: string;
}

/** Stores the kinds that start by the clock. A kind with the same expression and zone keeps its next instant. */
export async function keepSchedules(records: Records, kinds: readonly Scheduled[], timezone: string, now: Instant): Promise<void> {
  await records.transaction().execute(async (tx) => {
    const stored = await tx.selectFrom("job_schedules").selectAll().forUpdate().execute();
    for (const { kind } of stored)
      if (!kinds.some((each) => each.kind === kind)) await tx.deleteFrom("job_schedules").where("kind", "=", kind).execute();
    for (const { kind, cron } of kinds) {
      if (stored.some((row) => row.kind === kind && row.cron === cron && row.timezone === timezone)) continue;
      const row = { cron, timezone, next_at: new Date(nextByCron(cron, timezone, now)) };
      await tx
        .insertInto("job_schedules")
        .values({ kind, ...row })
        .onConflict((conflict) => conflict.column("kind").doUpdateSet(row))
        .execute();
    }
  });
}

/**
 * Adds a job for each due schedule and sets the next instant, in one transaction, so that a crash never adds a job twice. A schedule that
 * was due several times while no process ran starts once.
 * @returns the number of jobs
 */
export async function startScheduled(records: Records, jobOf: (kind: string) => NewJob | undefined, now: Instant): Promise<number> {
  return records.transaction().execute(async (tx) => {
    const due = await tx.selectFrom("job_schedules").selectAll().where("next_at", "<=", new Date(now)).forUpdate().skipLocked().execute();
    for (const { kind, cron, timezone } of due) {
      const job = jobOf(kind);
      if (job) await insertJob(tx, job, now);
      const next_at = new Date(nextByCron(cron, timezone, now));
      await tx.updateTable("job_schedules").set({ next_at }).where("kind", "=", kind).execute();
    }
    return due.length;
  });
}
