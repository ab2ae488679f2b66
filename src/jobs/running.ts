import { asProblem, type Ctx, type Records } from "../engine/index.ts";
import { problem, Problem, type Clock, type Log } from "../kernel/index.ts";
import { backOffMilliseconds } from "./backOff.ts";
import type { AnyJobKind, JobWork } from "./define.ts";
import { FAILURE_KEPT_MILLISECONDS, KEPT_MILLISECONDS, MOST_ATTEMPTS } from "./jobDefaults.ts";
import { isPassing } from "./problems.ts";
import { writeDone, writeFailed, writeNote, writeProgress, writeQueued } from "./store/end.ts";
import type { Job, JobRow } from "./types.ts";

/** Progress is written to the records at most this often; the latest value is only in this process. */
const PROGRESS_MILLISECONDS = 1_000;
/** The wait before the end of a job is written again after the records refused it. */
const END_AGAIN_MILLISECONDS = 1_000;

/** A job that this process runs. */
export interface Running {
  readonly row: JobRow;
  readonly kind: AnyJobKind;
  readonly ending: AbortController;
  step: Job["step"];
  progress: number | null;
}

export interface RunParts {
  readonly records: Records;
  readonly clock: Clock;
  readonly log: Log;
  contextOf(row: JobRow): Promise<Ctx>;
}

/** The reason to stop a job in this process. */
export const CANCELLED = () => problem("JOB_CANCELLED", {});
export const STOPPING = () => problem("STORES_CLOSED", {});

/** Runs a claimed job and records its end. @returns the new state: `queued` when it will run again */
export async function runJob(parts: RunParts, running: Running): Promise<"done" | "failed" | "queued"> {
  const { records, clock } = parts;
  const { row, kind, ending } = running;
  const kept = kind.keptMilliseconds ?? KEPT_MILLISECONDS;
  try {
    const ctx = await parts.contextOf(row);
    ending.signal.throwIfAborted();
    const input: unknown = kind.input.parse(row.input);
    const work: JobWork = {
      progress: progressOf(parts, running),
      signal: ending.signal,
      attempt: row.attempt,
      job: row.id,
      noted: row.noted,
      async note(tx, value) {
        if (!(await writeNote(tx, row, value))) throw problem("JOB_ABANDONED", { reason: "crash" });
      },
    };
    const result: unknown = await kind.run(ctx, input, work);
    await surely(parts, row, () => writeDone(records, row, result, clock(), kept));
    return "done";
  } catch (error) {
    const again = startAgain(parts, running, error);
    if (again !== null) {
      await surely(parts, row, () => writeQueued(records, row, again.at, again.counts));
      return "queued";
    }
    const failure = failureOf(error, row, ending.signal);
    if (failure.status >= 500) parts.log.error({ err: error, job: row.id, kind: row.kind }, "a job failed");
    await surely(parts, row, () => writeFailed(records, row, failure, clock(), kept || FAILURE_KEPT_MILLISECONDS));
    return "failed";
  }
}

function progressOf({ records, log }: RunParts, running: Running): (step: NonNullable<Job["step"]>, share: number | null) => void {
  let written = -Infinity;
  return (step, share) => {
    running.step = step;
    running.progress = share === null ? null : Math.min(1, Math.max(0, share));
    const now = performance.now();
    if (now - written < PROGRESS_MILLISECONDS) return;
    written = now;
    writeProgress(records, running.row, step, running.progress).catch((error: unknown) =>
      log.warn({ err: error, job: running.row.id }, "a job's progress could not be written"),
    );
  };
}

/** When the job runs again after an error; null when the error ends it. */
function startAgain({ clock }: RunParts, { row, kind, ending }: Running, error: unknown): { at: number; counts: boolean } | null {
  const { aborted, reason } = ending.signal as { aborted: boolean; reason: unknown };
  if (aborted && reason instanceof Problem && reason.code === "JOB_CANCELLED") return null;
  // A job of a process that stops is queued again, and this attempt does not count.
  if (aborted) return kind.afterCrash === "fail" || row.attached !== null ? null : { at: clock(), counts: false };
  const failure = asProblem(error, row.request);
  if (!kind.retry || !isPassing(failure) || row.attempt >= (kind.mostAttempts ?? MOST_ATTEMPTS)) return null;
  return { at: clock() + backOffMilliseconds(kind.retry, row.attempt, Math.random()), counts: true };
}

/** An error after a request to stop has that request as its reason, whatever was thrown. */
function failureOf(error: unknown, row: JobRow, { aborted, reason }: AbortSignal): Problem {
  if (aborted && reason instanceof Problem && reason.code === "JOB_CANCELLED") return reason;
  if (aborted) return problem("JOB_ABANDONED", { reason: "stop" }, error);
  return asProblem(error, row.request);
}

/** Writes an end until the records accept it: otherwise the job would be shown as running for ever. */
async function surely({ log }: RunParts, row: JobRow, write: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return void (await write());
    } catch (error) {
      log.error({ err: error, job: row.id }, "a job's end could not be written");
      // After ten attempts the next process finds the job without a sign of life and recovers it.
      if (tries === 10) return;
      await new Promise((resolve) => setTimeout(resolve, END_AGAIN_MILLISECONDS).unref());
    }
  }
}
