import { setTimeout as pause } from "node:timers/promises";
import type { Log } from "../../kernel/index.ts";
import type { Notices } from "../records/notices.ts";
import type { Records } from "../records/types.ts";
import type { Lease } from "./lease.ts";
import { beatProcess, endProcess } from "./processes.ts";

/** How often a process says that it lives, and looks whether the lease is free. */
export const BEAT_MILLISECONDS = 1_000;

/** Tells the processes that wait for the lease that it is free. */
const CHANNEL = "tagwise_lease";

/** How often a starting process looks whether the lease is renewed. */
const LOOK_MILLISECONDS = 200;

export interface KeepLease {
  readonly lease: Lease;
  readonly records: Records;
  readonly notices: Notices;
  /** How often the lease is renewed, or looked at; default BEAT_MILLISECONDS. */
  readonly beatMilliseconds?: number | undefined;
  readonly log: Pick<Log, "info" | "warn">;
  /** This process writes members from now on: recovers what the holder before left, and begins its work. */
  taken(): Promise<void>;
  /** Another process does: ends that work. */
  lost(): Promise<void>;
}

/** What keeps the lease while the process lives. */
export interface KeptLease {
  /** Looks now rather than at the next beat. */
  look(): void;
  /** Ends the work and hands the lease over at once. */
  stop(): Promise<void>;
}

/**
 * Tries to have the lease and goes on trying until stopped; resolves after the first try. A beat that fails is tried again at the next:
 * while the records do not answer nobody else can take the lease either.
 */
export async function keepLease(parts: KeepLease): Promise<KeptLease> {
  const { lease, records, notices, beatMilliseconds = BEAT_MILLISECONDS, log, taken, lost } = parts;
  const { process } = lease;
  let stopped = false;
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  let beating: Promise<void> | undefined;
  let working: Promise<void> = Promise.resolve();

  /** Taking and losing follow one another, however long the work takes to begin or to end. */
  const next = (step: () => Promise<void>, what: string) => {
    working = working.then(step).catch(async (error: unknown) => {
      log.warn({ err: error }, what);
      // Who cannot begin lets another try.
      await lease.release().catch(() => undefined);
      await lost().catch(() => undefined);
    });
    return working;
  };

  async function beat(): Promise<void> {
    await beatProcess(records, process);
    if (lease.held) {
      if (await lease.renew()) return;
      log.warn({ fence: lease.fence }, "another process writes members now");
      void next(lost, "the work of the holder could not be ended");
      return;
    }
    // The work under the lease that was lost ends before it is taken anew.
    await working;
    if (stopped || !(await lease.take())) return;
    log.info({ fence: lease.fence }, "this process writes members");
    void next(taken, "what the holder before left could not be recovered; the lease is given back");
  }

  function run(): void {
    if (stopped) return;
    clearTimeout(timer);
    // Told while it looks: what it was told may be newer than what it saw.
    again = beating !== undefined;
    if (beating) return;
    beating = beat()
      .catch((error: unknown) => {
        if (!stopped) log.warn({ err: error }, "the lease could not be looked at; trying again");
      })
      .finally(() => {
        beating = undefined;
        if (!stopped) timer = setTimeout(run, again ? 0 : beatMilliseconds);
      });
  }

  /** A holder that renews the lease lives. One that died a moment ago is waited for, so that a start after a crash begins with the recovery. */
  async function takeUnlessHeld(): Promise<boolean> {
    const first = await lease.look();
    for (;;) {
      if (await lease.take()) return true;
      const { free, until } = await lease.look();
      if (!free && until > first.until) return false;
      await pause(LOOK_MILLISECONDS);
      await beatProcess(records, process);
    }
  }

  await beatProcess(records, process);
  if (await takeUnlessHeld()) {
    // The first time a failure is the caller's: a process that cannot recover must not start.
    try {
      await taken();
    } catch (error) {
      await lease.release().catch(() => undefined);
      await endProcess(records, process).catch(() => undefined);
      throw error;
    }
  }
  timer = setTimeout(run, beatMilliseconds);
  const unlisten = notices.listen(CHANNEL, run);
  return {
    look: run,
    async stop() {
      if (stopped) return;
      stopped = true;
      unlisten();
      clearTimeout(timer);
      await beating;
      await working;
      await lost();
      const { held } = lease;
      await lease.release().catch(() => undefined);
      await endProcess(records, process).catch(() => undefined);
      if (held) notices.tell(CHANNEL, "released");
    },
  };
}
