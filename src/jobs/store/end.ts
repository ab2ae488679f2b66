import type { Updateable } from "kysely";
import type { Records, RecordsTx, RecordTables } from "../../engine/index.ts";
import type { Instant, Problem } from "../../kernel/index.ts";
import { storedProblem } from "../problems.ts";
import { storableJson } from "../storable.ts";
import type { JobRow } from "../types.ts";

/**
 * A job that this process claimed. The conditions keep a process that was taken for dead from changing a job that another one has claimed.
 */
type Claimed = Pick<JobRow, "id" | "runner" | "attempt">;

/** @returns whether the job still belonged to this process */
async function change(
  records: Records | RecordsTx,
  { id, runner, attempt }: Claimed,
  changes: Updateable<RecordTables["jobs"]>,
): Promise<boolean> {
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

export const writeNote = (tx: RecordsTx, job: Claimed, value: unknown) => change(tx, job, { noted: storableJson(value) });

export const writeProgress = (records: Records, job: Claimed, step: unknown, progress: number | null) =>
  change(records, job, { step: storableJson(step), progress });

/** Marks the job as done, or deletes it when its result is not kept. */
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

/** Queues the job again, not before an instant. The attempt does not count when only the process stops. */
export const writeQueued = (records: Records, job: Claimed, startAt: Instant, counts: boolean) =>
  change(records, job, {
    state: "queued",
    runner: null,
    // A job with the same `single` key may be waiting by now.
    single: null,
    start_at: new Date(startAt),
    attempt: counts ? job.attempt : job.attempt - 1,
  });
