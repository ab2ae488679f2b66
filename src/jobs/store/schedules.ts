import type { Records } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";
import { nextByCron } from "../cron.ts";
import { insertJob, type NewJob } from "./insert.ts";

export interface Scheduled {
  readonly kind: string;
  readonly cron: string;
}

/** Writes down which kinds start by the clock. One whose expression and zone are as before keeps its next instant. */
export async function keepSchedules(records: Records, kinds: readonly Scheduled[], timezone: string, now: Instant): Promise<void> {
  await records.transaction().execute(async (tx) => {
    const known = await tx.selectFrom("job_schedules").selectAll().forUpdate().execute();
    for (const { kind } of known)
      if (!kinds.some((each) => each.kind === kind)) await tx.deleteFrom("job_schedules").where("kind", "=", kind).execute();
    for (const { kind, cron } of kinds) {
      if (known.some((row) => row.kind === kind && row.cron === cron && row.timezone === timezone)) continue;
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
 * Adds a job for each schedule that is due, and moves the schedule on, in one transaction: a crash adds none twice. What came due
 * several times while nothing ran starts once.
 * @returns how many were added
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
