import type { z } from "zod";
import type { TagAction } from "../contract/index.ts";
import type { Ctx, Progress, RecordsTx } from "../engine/index.ts";
import type { Permission, Text } from "../kernel/index.ts";
import type { BackOff } from "./backOff.ts";

/** The arguments of a running job besides its context and input. */
export interface JobWork {
  /** Reports progress: a step as text and a share of 1, or null while the share is unknown. */
  readonly progress: Progress;
  /** Aborted when the job is cancelled or its process stops. The process does not wait for work that ignores it. */
  readonly signal: AbortSignal;
  /** 1 at first; higher after the process died or stopped, or after a failed attempt. */
  readonly attempt: number;
  readonly job: string;
  /** What the last `note` of an earlier attempt kept; null when there was none. */
  readonly noted: unknown;
  /**
   * Keeps a value, as JSON, for later attempts: the result of a step that must not be done or counted twice. It belongs in the transaction
   * of that step. @throws JOB_ABANDONED when the job runs in another process by now
   */
  note(tx: RecordsTx, value: unknown): Promise<void>;
}

/** The name and input of a job: enough to start it. */
export interface JobName<I = unknown, R = unknown> {
  readonly name: string;
  readonly input: z.ZodType<I>;
  /** For the type checker only: the type of the result. */
  readonly result?: R;
}

/** A kind of job. It stands in the room of the function that it runs. */
export interface JobKind<I = unknown, R = unknown> extends JobName<I, R> {
  /** The permission to start it, read its result and cancel it; null: only Tagwise itself may. */
  readonly permission: Permission | null;
  /** Of a job about single tags: a grant of this action stands in for the permission. Its function asks for each tag. */
  readonly tagAction?: TagAction | undefined;
  /** A further permission to see that such a job runs, without its result. */
  readonly seenBy?: Permission | undefined;
  /**
   * What happens when the process dies. `resume`: run again; the job reads from the stores how far it came. `restart`: run again from the
   * beginning. `fail`: it ends with JOB_ABANDONED.
   */
  readonly afterCrash: "resume" | "restart" | "fail";
  /** The most starts of a job, after processes died or attempts failed. */
  readonly mostAttempts?: number | undefined;
  /** The wait before the next attempt after a passing failure (a store that does not answer). Without it a failure ends the job. */
  readonly retry?: BackOff | undefined;
  /** Jobs with the same key run one at a time, in the order they were added. */
  serial?(input: I): string;
  /** While a job with the same key waits, no second one is added. */
  single?(input: I): string;
  /** The most jobs of the kind that run in one process at the same time. */
  readonly atOnce?: number | undefined;
  /** How long its result is kept after its end; 0: a successful job is deleted at once. */
  readonly keptMilliseconds?: number | undefined;
  /** The job cannot be cancelled; the text says why. */
  readonly unstoppable?: Text | undefined;
  /** Only the holder of the writer lease runs it. */
  readonly holderOnly?: boolean | undefined;
  /** Started by the clock, as Tagwise itself, with an empty input, in the workspace's time zone. */
  readonly cron?: string | undefined;
  /** Called regularly while the process serves. Returns the inputs of due jobs, which start as Tagwise itself. */
  readonly watch?: { readonly everyMilliseconds: number; due(ctx: Ctx): Promise<readonly I[]> } | undefined;
  run(ctx: Ctx, input: I, work: JobWork): Promise<R>;
}

/** A kind without its types, for lists of kinds. */
// oxlint-disable-next-line typescript/no-explicit-any -- run takes what the kind's own schema parsed
export type AnyJobKind = JobKind<any, any>;

/** The name of a kind that is defined where its dependencies are known; other rooms start jobs by it. */
export function jobName<I, R>(name: string, input: z.ZodType<I>): JobName<I, R> {
  return Object.freeze({ name, input });
}

export function defineJob<I, R>(kind: JobKind<I, R>): JobKind<I, R> {
  return Object.freeze(kind);
}
