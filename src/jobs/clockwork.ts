import type { Ctx, Records } from "../engine/index.ts";
import type { Clock, Log } from "../kernel/index.ts";
import type { AnyJobKind } from "./define.ts";
import type { NewJob } from "./store/insert.ts";
import { startScheduled } from "./store/schedules.ts";

/** How often due schedules are looked up. A cron expression has a precision of one minute. */
const SCHEDULE_MILLISECONDS = 10_000;
/** The wait after a failure, so that an unreachable store is not called all the time. */
const REST_MILLISECONDS = 10_000;

export interface ClockworkParts {
  readonly records: Records;
  readonly clock: Clock;
  readonly log: Log;
  readonly kinds: readonly AnyJobKind[];
  /** Whether this process starts due jobs; only one process does. */
  works(): boolean;
  readonly ctx: Ctx;
  jobOf(kind: AnyJobKind, input: unknown): NewJob;
  add(kind: AnyJobKind, input: unknown): Promise<void>;
  wake(): void;
}

/** Adds jobs that are due: by a cron expression, and those that a kind's `watch` returns. */
export function openClockwork(parts: ClockworkParts): { stop(): Promise<void> } {
  const { records, clock, log, kinds, works, ctx } = parts;
  const stops: (() => Promise<void>)[] = [];
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));

  const every = (milliseconds: number, what: string, step: () => Promise<void>): void => {
    let stopped = false;
    let timer: NodeJS.Timeout | undefined;
    let working: Promise<void> = Promise.resolve();
    const schedule = (wait: number): void => {
      if (stopped) return;
      timer = setTimeout(() => {
        working = (works() ? step() : Promise.resolve())
          .then(() => milliseconds)
          .catch((error: unknown) => {
            if (!stopped) log.warn({ err: error, what }, "looking for due jobs failed; trying again");
            return Math.max(REST_MILLISECONDS, milliseconds);
          })
          .then(schedule);
      }, wait).unref();
    };
    schedule(0);
    stops.push(async () => {
      stopped = true;
      clearTimeout(timer);
      await working;
    });
  };

  every(SCHEDULE_MILLISECONDS, "schedules", async () => {
    const job = (name: string) => {
      const kind = byName.get(name);
      return kind && parts.jobOf(kind, {});
    };
    if ((await startScheduled(records, job, clock())) > 0) parts.wake();
  });
  for (const kind of kinds) {
    if (!kind.watch) continue;
    const { everyMilliseconds, due } = kind.watch;
    every(everyMilliseconds, kind.name, async () => {
      for (const input of await due(ctx)) await parts.add(kind, input);
    });
  }
  return { stop: async () => void (await Promise.all(stops.map((stop) => stop()))) };
}
