import type { Selectable, Updateable } from "kysely";
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

/** @returns whether the job still ran */
export async function noteCancel(records: Records, id: string, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await records
    .updateTable("jobs")
    .set({ cancelled_at: new Date(now) })
    .where("id", "=", id)
    .where("state", "=", "running")
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Changes a job that still runs; one that ended stays as it ended. */
export async function updateJob(records: Records, id: string, changes: Updateable<RecordTables["jobs"]>): Promise<void> {
  await records.updateTable("jobs").set(changes).where("id", "=", id).where("state", "=", "running").execute();
}

/** Says that this process lives. @returns its jobs that somebody, perhaps at another process, wants to stop */
export async function beat(records: Records, runner: string, now: Instant): Promise<string[]> {
  const rows = await records
    .updateTable("jobs")
    .set({ beat_at: new Date(now) })
    .where("runner", "=", runner)
    .where("state", "=", "running")
    .returning(["id", "cancelled_at"])
    .execute();
  return rows.filter((row) => row.cancelled_at !== null).map((row) => row.id);
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
  return jobOf(row);
}

/** Jobs that run in any process, oldest first. */
export async function runningJobs(records: Records): Promise<Job[]> {
  const rows = await records.selectFrom("jobs").selectAll().where("state", "=", "running").orderBy("started_at").orderBy("id").execute();
  return rows.map(jobOf);
}

/** Who asked for a job. */
export async function actorOfJob(records: Records, id: string): Promise<string | undefined> {
  const row = await records.selectFrom("jobs").select("actor").where("id", "=", id).executeTakeFirst();
  return row?.actor;
}

function jobOf(row: Selectable<RecordTables["jobs"]>): Job {
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
    cancelling: row.state === "running" && row.cancelled_at !== null,
  };
}

/** A failure as a job carries it. */
export function problemOf({ code, zh, en, exit, issues }: Problem): JobProblem {
  return { code, zh, en, exit, ...(issues.length > 0 && { issues: [...issues] }) };
}
