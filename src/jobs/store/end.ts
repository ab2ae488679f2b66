import type { Updateable } from "kysely";
import type { Records, RecordTables } from "../../engine/index.ts";
import type { Instant, Problem } from "../../kernel/index.ts";
import { storedProblem } from "../problems.ts";
import { storableJson } from "../storable.ts";
import type { JobRow } from "../types.ts";

/** A job that this process claimed. A process that was taken for dead changes nothing of what another has claimed since. */
type Claimed = Pick<JobRow, "id" | "runner" | "attempt">;

/** @returns whether the job was still this process's */
async function change(records: Records, { id, runner, attempt }: Claimed, changes: Updateable<RecordTables["jobs"]>): Promise<boolean> {
  const { numUpdatedRows } = await records
    .updateTable("jobs")
    .set(changes)
    .where("id", "=", id)
    .where("state", "=", "running")
    .where("runner", "=", runner)
    .where("attempt", "=", attempt)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

export const writeProgress = (records: Records, job: Claimed, step: unknown, progress: number | null) =>
  change(records, job, { step: storableJson(step), progress });

/** The job is done. One whose result nobody needs is deleted. */
export async function writeDone(records: Records, job: Claimed, result: unknown, now: Instant, keptMilliseconds: number): Promise<boolean> {
  if (keptMilliseconds > 0)
    return change(records, job, { ...ended("done", now, keptMilliseconds), progress: 1, result: storableJson(result) });
  const { numDeletedRows } = await records
    .deleteFrom("jobs")
    .where("id", "=", job.id)
    .where("runner", "=", job.runner)
    .where("attempt", "=", job.attempt)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

export const writeFailed = (records: Records, job: Claimed, failure: Problem, now: Instant, keptMilliseconds: number) =>
  change(records, job, failedFields(failure, now, keptMilliseconds));

export function failedFields(failure: Problem, now: Instant, keptMilliseconds: number): Updateable<RecordTables["jobs"]> {
  return { ...ended("failed", now, keptMilliseconds), problem: storableJson(storedProblem(failure)) };
}

function ended(state: "done" | "failed", now: Instant, keptMilliseconds: number) {
  return { state, ended_at: new Date(now), forget_at: new Date(now + keptMilliseconds), beat_at: null };
}

/** The job waits again: not before an instant, and as if this try had not been when the process only stops. */
export const writeQueued = (records: Records, job: Claimed, startAt: Instant, counts: boolean) =>
  change(records, job, {
    state: "queued",
    runner: null,
    // One with its key may wait meanwhile.
    single: null,
    start_at: new Date(startAt),
    attempt: counts ? job.attempt : job.attempt - 1,
  });
