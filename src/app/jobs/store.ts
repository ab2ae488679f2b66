import type { Updateable } from "kysely";
import type { RecordTables, Records } from "../../engine/index.ts";
import type { Problem } from "../../kernel/index.ts";
import { formatInstant, problem, type Instant } from "../../kernel/index.ts";
import type { Job, JobKind } from "./types.ts";

type JobProblem = NonNullable<Job["problem"]>;

/** A process says at least this often that its jobs live. */
export const BEAT_MILLISECONDS = 10_000;
/** Jobs of a process silent this long are lost. */
const SILENCE_MILLISECONDS = 60_000;

const KEPT_MILLISECONDS = 90 * 24 * 3_600_000;

export interface NewJob {
  readonly id: string;
  readonly kind: JobKind;
  readonly actor: string;
  readonly runner: string;
}

export async function insertJob(records: Records, job: NewJob, now: Instant): Promise<void> {
  const at = new Date(now);
  await records
    .insertInto("jobs")
    .values({ ...job, state: "running", progress: null, started_at: at, beat_at: at })
    .execute();
}

/** Changes a job that still runs; one that ended stays as it ended. */
export async function updateJob(records: Records, id: string, changes: Updateable<RecordTables["jobs"]>): Promise<void> {
  await records.updateTable("jobs").set(changes).where("id", "=", id).where("state", "=", "running").execute();
}

export async function beat(records: Records, runner: string, now: Instant): Promise<void> {
  await records
    .updateTable("jobs")
    .set({ beat_at: new Date(now) })
    .where("runner", "=", runner)
    .where("state", "=", "running")
    .execute();
}

/**
 * Marks failed what a process that is gone left running: everything when this process is alone with the records, otherwise what has
 * been silent for a minute.
 */
export async function failLostJobs(records: Records, now: Instant, alone: boolean): Promise<void> {
  let lost = records
    .updateTable("jobs")
    .set({ state: "failed", ended_at: new Date(now), problem: JSON.stringify(problemOf(problem("JOB_ABANDONED", { reason: "crash" }))) })
    .where("state", "=", "running");
  if (!alone) lost = lost.where("beat_at", "<", new Date(now - SILENCE_MILLISECONDS));
  await lost.execute();
}

/** Jobs that ended long ago are forgotten; what they did is in the records of their rooms. */
export async function forgetOldJobs(records: Records, now: Instant): Promise<void> {
  await records
    .deleteFrom("jobs")
    .where("ended_at", "<", new Date(now - KEPT_MILLISECONDS))
    .execute();
}

/** @throws NOT_FOUND */
export async function readJob(records: Records, id: string): Promise<Job> {
  const row = await records.selectFrom("jobs").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row) throw problem("NOT_FOUND", { what: id });
  return {
    id: row.id,
    kind: row.kind as JobKind,
    state: row.state as Job["state"],
    step: row.step,
    progress: row.progress,
    result: row.result ?? null,
    problem: row.problem as JobProblem | null,
    startedAt: formatInstant(row.started_at.getTime()),
    endedAt: row.ended_at && formatInstant(row.ended_at.getTime()),
  };
}

/** A failure as a job carries it. */
export function problemOf({ code, zh, en, exit, issues }: Problem): JobProblem {
  return { code, zh, en, exit, ...(issues.length > 0 && { issues: [...issues] }) };
}
