import type { Log } from "../kernel/index.ts";
import type { AnyJobKind } from "./define.ts";
import { CANCELLED, runJob, type Running, type RunParts } from "./running.ts";
import type { JobRow } from "./types.ts";
import { claimJob, nextStart, type Claimer } from "./store/claim.ts";

/** How often the records are searched for work without a notice: notices may get lost. */
const LOOK_MILLISECONDS = 5_000;
/** The wait after a failure of the records. */
const REST_MILLISECONDS = 1_000;

export interface Worker {
  /** The jobs that this process runs. */
  readonly running: ReadonlyMap<string, Running & { readonly done: Promise<void> }>;
  /** There may be work to claim: searches now. */
  wake(): void;
  /** Asks a job of this process to stop. */
  cancel(job: string): void;
  /** Claims no more jobs. */
  stop(): Promise<void>;
}

/** Claims jobs and runs them. `kinds` are those it may run now; `ended` is called after every job. */
export function openWorker(
  parts: RunParts,
  {
    runner,
    serving,
    kinds,
    ended,
  }: { runner: string; serving(): boolean; kinds(): readonly AnyJobKind[]; ended(row: JobRow, how: "done" | "failed" | "queued"): void },
): Worker {
  const { records, clock, log } = parts as RunParts & { log: Log };
  const running = new Map<string, Running & { readonly done: Promise<void> }>();
  let looking: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  function claimer(): Claimer {
    const count = (name: string) => [...running.values()].filter(({ kind }) => kind.name === name).length;
    const free = kinds().filter(({ name, atOnce = Infinity }) => atOnce === Infinity || count(name) < atOnce);
    return { runner, serving: serving(), kinds: free.map(({ name }) => name) };
  }

  async function look(): Promise<number> {
    for (;;) {
      if (stopped) return LOOK_MILLISECONDS;
      const row = await claimJob(records, claimer(), clock());
      if (!row) break;
      const kind = kinds().find(({ name }) => name === row.kind)!;
      const job: Running = { row, kind, ending: new AbortController(), step: row.step, progress: row.progress };
      const done = runJob(parts, job)
        .catch((error: unknown) => {
          log.error({ err: error, job: row.id }, "a job's end could not be written");
          return "failed" as const;
        })
        .then((how) => {
          running.delete(row.id);
          ended(row, how);
          wake();
        });
      running.set(row.id, Object.assign(job, { done }));
      if (row.cancelled_at) job.ending.abort(CANCELLED());
    }
    const next = await nextStart(records, claimer(), clock());
    return next === null ? LOOK_MILLISECONDS : Math.min(LOOK_MILLISECONDS, Math.max(0, next - clock()));
  }

  function wake(): void {
    if (stopped) return;
    again = true;
    if (looking) return;
    clearTimeout(timer);
    looking = (async () => {
      let rest = 0;
      while (again) {
        again = false;
        rest = await look().catch((error: unknown) => {
          if (!stopped) log.warn({ err: error }, "jobs could not be looked for; trying again");
          return REST_MILLISECONDS;
        });
      }
      looking = undefined;
      if (!stopped) timer = setTimeout(wake, rest).unref();
    })();
  }

  return {
    running,
    wake,
    cancel: (job) => running.get(job)?.ending.abort(CANCELLED()),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}
