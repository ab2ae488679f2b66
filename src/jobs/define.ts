import type { z } from "zod";
import type { Ctx, Progress } from "../engine/index.ts";
import type { Permission, Text } from "../kernel/index.ts";
import type { BackOff } from "./backOff.ts";

/** What a running job is given besides its context and its input. */
export interface JobWork {
  /** Tells how far it is: a step in words and a share of 1, or null while unknown. */
  readonly progress: Progress;
  /** Aborts when the job is cancelled or its process stops. Work that goes on regardless is left behind. */
  readonly signal: AbortSignal;
  /** 1 at first; more when a process died or stopped in the middle, or a try failed. */
  readonly attempt: number;
  readonly job: string;
}

/** What a job is called and asked for: enough to start one. */
export interface JobName<I = unknown, R = unknown> {
  readonly name: string;
  readonly input: z.ZodType<I>;
  /** Only for the type checker: what the job answers. */
  readonly result?: R;
}

/** A kind of job. It stands in the room of the verb it runs. */
export interface JobKind<I = unknown, R = unknown> extends JobName<I, R> {
  /** Who may start it, read its result and cancel it; null: only Tagwise itself. */
  readonly permission: Permission | null;
  /** Who may see besides that such a job runs, without its result. */
  readonly seenBy?: Permission | undefined;
  /**
   * What happens when the process died in the middle: `resume`: run again, it finds in the stores how far it came; `restart`: run
   * again from the beginning; `fail`: it ends with JOB_ABANDONED.
   */
  readonly afterCrash: "resume" | "restart" | "fail";
  /** How often it is begun at most when processes die in the middle, or tries fail. */
  readonly mostAttempts?: number | undefined;
  /** How long after a passing failure (a store that does not answer) it is tried again; without it a failure is its end. */
  readonly retry?: BackOff | undefined;
  /** Of jobs with the same key one runs at a time, in the order of their arrival. */
  serial?(input: I): string;
  /** While a job with the same key waits to start, another one is not added. */
  single?(input: I): string;
  /** So many of them run in one process at the same time. */
  readonly atOnce?: number | undefined;
  /** How long its result is kept after its end; 0: it goes at once when it is done. */
  readonly keptMilliseconds?: number | undefined;
  /** It cannot be cancelled. In words, why. */
  readonly unstoppable?: Text | undefined;
  /** Only the holder of the writer lease runs it. */
  readonly holderOnly?: boolean | undefined;
  /** Starts by the clock, as Tagwise itself, with an empty input. The time zone is the workspace's. */
  readonly cron?: string | undefined;
  /** Asked now and then, while the process serves: the inputs of jobs that are due. They start as Tagwise itself. */
  readonly watch?: { readonly everyMilliseconds: number; due(ctx: Ctx): Promise<readonly I[]> } | undefined;
  run(ctx: Ctx, input: I, work: JobWork): Promise<R>;
}

/** A kind with its types forgotten, as lists of kinds hold it. */
// oxlint-disable-next-line typescript/no-explicit-any -- run takes what the kind's own schema parsed
export type AnyJobKind = JobKind<any, any>;

/** A name to start jobs by, where the kind itself needs what only the composition has. */
export function jobName<I, R>(name: string, input: z.ZodType<I>): JobName<I, R> {
  return Object.freeze({ name, input });
}

/** Declares a kind of job. */
export function defineJob<I, R>(kind: JobKind<I, R>): JobKind<I, R> {
  return Object.freeze(kind);
}
