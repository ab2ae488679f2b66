import type { z } from "zod";
import type { JobShape } from "../../contract/index.ts";
import type { Ctx, Progress } from "../../engine/index.ts";

export type Job = z.output<typeof JobShape>;
export type JobKind = Job["kind"];

/** What a job works with: its own context, a way to tell how far it is, and the signal that it is to stop. */
export interface JobWork {
  readonly ctx: Ctx;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

export interface StartJob {
  readonly ctx: Ctx;
  readonly kind: JobKind;
  /** Jobs of one queue run one after another in the order they came; without a queue a job starts at once. */
  readonly queue?: string;
  /** The work; what it answers becomes the job's `result` and must be plain JSON. */
  run(work: JobWork): Promise<unknown>;
}

/** Long work that outlives its request. */
export interface Jobs {
  /** Writes the job down and starts it. Answers with its id. @throws STORES_CLOSED while shutting down */
  start(job: StartJob): Promise<string>;
  /**
   * What of a job whoever may not start its like is told: that it runs or has ended, not what came of it. Reports quote values of files.
   */
  shown(ctx: Pick<Ctx, "actor">, job: Job): Job;
  /** The job as it is now or, when `waitMilliseconds` is given and it still runs, once it ends or the time is over. @throws NOT_FOUND */
  read(id: string, waitMilliseconds?: number): Promise<Job>;
  /** The jobs that run now, oldest first. */
  running(): Promise<Job[]>;
  /**
   * Tells a job to stop: its statements in the stores are ended, and it ends as failed with JOB_CANCELLED. One that waits for its turn
   * ends at once; one of another process when that process looks, within seconds.
   * @throws NOT_FOUND, JOB_UNSTOPPABLE for an erasure, which has happened for everybody who looks, JOB_ENDED, FORBIDDEN for whoever neither started it nor may start its like
   */
  cancel(ctx: Ctx, id: string): Promise<Job>;
  /** Takes no more jobs, tells the running ones to stop and waits for them this long at most. */
  stop(graceMilliseconds: number): Promise<void>;
}
