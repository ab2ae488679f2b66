import type { Selectable } from "kysely";
import type { z } from "zod";
import type { JobShape } from "../contract/index.ts";
import type { Ctx, RecordTables } from "../engine/index.ts";
import type { Actor, Instant, Lang } from "../kernel/index.ts";
import type { JobName } from "./define.ts";

export type Job = z.output<typeof JobShape>;
export type JobRow = Selectable<RecordTables["jobs"]>;

/** The actor that a job runs for. */
export interface JobContext {
  readonly actor: Actor;
  readonly lang: Lang;
  readonly requestId: string;
}

export interface EnqueueOptions {
  /** It does not start before this instant. */
  readonly startAt?: Instant | undefined;
}

/** The durable queue of this process. */
export interface Jobs {
  /**
   * Stores a job, to be run by this process or another. Returns its id; for a `single` kind, the id of a job that waits already.
   * @throws FORBIDDEN, TEXT_UNUSABLE, STORES_CLOSED while shutting down
   */
  enqueue<I>(ctx: Ctx, kind: JobName<I>, input: I, options?: EnqueueOptions): Promise<string>;
  /**
   * Adds a job, waits for its end in whichever process it runs, and returns its result. Aborting the signal cancels the job.
   * @throws what the job threw, as a Problem; STORES_CLOSED when this process stops first
   */
  perform<I, R>(ctx: Ctx, kind: JobName<I, R>, input: I, options?: { readonly signal?: AbortSignal | undefined }): Promise<R>;
  /**
   * A job as the actor may see it: now, or with `waitMilliseconds` at its end or after that time.
   * @throws NOT_FOUND, also for a job that the actor may not see
   */
  read(ctx: Ctx, id: string, waitMilliseconds?: number): Promise<Job>;
  /** Waiting and running jobs of all processes, as far as the actor may see them; oldest first. */
  list(ctx: Ctx): Promise<Job[]>;
  /**
   * Asks a job to stop. A waiting job ends at once; a running one ends when its work stops, failed with JOB_CANCELLED.
   * @throws NOT_FOUND, JOB_UNSTOPPABLE, JOB_ENDED, FORBIDDEN for an actor who neither started it nor may start such a job
   */
  cancel(ctx: Ctx, id: string): Promise<Job>;
  /** What an actor may do with jobs of this kind that others started: start the like (and read all of them), or see that they run. */
  rights(actor: Pick<Actor, "permissions">, kind: string): { readonly start: boolean; readonly see: boolean };
  /** From here on this process also runs jobs of others, and starts those that are due by the clock. */
  serve(): Promise<void>;
  /** Called when this process has taken the writer lease: recovers the jobs of the earlier holder and starts jobs for holders. */
  leaseTaken(): Promise<void>;
  /** Called when this process has lost the writer lease: stops jobs for holders; the new holder runs them. */
  leaseLost(): void;
  /** Claims no more jobs, asks running ones to stop, waits for them at most this long, and queues again those that others can run. */
  stop(graceMilliseconds: number): Promise<void>;
}
