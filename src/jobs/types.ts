import type { Selectable } from "kysely";
import type { z } from "zod";
import type { JobShape } from "../contract/index.ts";
import type { Ctx, RecordTables } from "../engine/index.ts";
import type { Actor, Instant, Lang } from "../kernel/index.ts";
import type { JobName } from "./define.ts";

export type Job = z.output<typeof JobShape>;
export type JobRow = Selectable<RecordTables["jobs"]>;

/** Who a job runs for. */
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
   * Writes a job down, to be run by this process or another. Answers with its id: of the one that waits already, where the kind
   * wants a single one.
   * @throws FORBIDDEN, TEXT_UNUSABLE, STORES_CLOSED while shutting down
   */
  enqueue<I>(ctx: Ctx, kind: JobName<I>, input: I, options?: EnqueueOptions): Promise<string>;
  /**
   * Enqueues a job and waits for its end, in whichever process it runs. Answers with its result. Aborting the signal cancels it.
   * @throws what the job threw, as a Problem; STORES_CLOSED when this process stops first
   */
  perform<I, R>(ctx: Ctx, kind: JobName<I, R>, input: I, options?: { readonly signal?: AbortSignal | undefined }): Promise<R>;
  /**
   * A job as this actor may see it, now or, with `waitMilliseconds`, when it ends or the time is over.
   * @throws NOT_FOUND, also for a job that the actor may not see
   */
  read(ctx: Ctx, id: string, waitMilliseconds?: number): Promise<Job>;
  /** Jobs that wait or run, in any process, as far as this actor may see them; the first to come first. */
  list(ctx: Ctx): Promise<Job[]>;
  /**
   * Tells a job to stop. One that waits ends at once, one that runs as soon as its work has let go, as failed with JOB_CANCELLED.
   * @throws NOT_FOUND, JOB_UNSTOPPABLE, JOB_ENDED, FORBIDDEN for whoever neither started it nor may start its like
   */
  cancel(ctx: Ctx, id: string): Promise<Job>;
  /** Whether an actor may start jobs of this kind, and with it read what came of others. */
  mayStart(actor: Pick<Actor, "permissions">, kind: string): boolean;
  /** From here on this process also runs jobs of others, and starts those that are due by the clock. */
  serve(): Promise<void>;
  /** This process took the writer lease: what the holder before left is recovered, and what only the holder runs begins here. */
  leaseTaken(): Promise<void>;
  /** This process lost the writer lease: what only the holder runs is told to stop here and left to the new holder. */
  leaseLost(): void;
  /** Takes no more jobs, tells those that run to stop, waits for them this long at most, and gives back what others can run. */
  stop(graceMilliseconds: number): Promise<void>;
}
