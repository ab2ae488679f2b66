import { SYSTEM } from "../access/index.ts";
import { newBatches, onBatchClosed } from "../customers/index.ts";
import { gatherLongerWhile } from "../tracking/index.ts";
import { Problem } from "../kernel/index.ts";
import { evaluatedUntil, isEvaluating, nextOverrideExpiry } from "../membership/index.ts";
import { updateMembers, forgetUnusedBatches, nextUpdateAt } from "../updates/index.ts";
import type { App } from "./compose.ts";
import { alarm } from "./alarm.ts";

/** How often it is asked whether another process wrote anything; the answer is one small query to the records. */
const TICK_MILLISECONDS = 500;
/** After a batch of this process, so that batches of one moment share a step. */
const GATHER_MILLISECONDS = 10;
/** A clock that is put right by less is waited for. */
const CLOCK_BACK_MILLISECONDS = 60_000;
/** After a failure, so that a broken store is not hammered. */
const REST_MILLISECONDS = 10_000;

/**
 * Keeps members true while the server runs: as soon as rows are written, and at the instants at which time alone changes an answer.
 * Until a first evaluation there is nothing to keep. Stopping waits for a step that is being taken.
 */
export function followLive(app: App): { stop(): Promise<void> } {
  const ctx = app.context({ actor: SYSTEM, lang: "zh", requestId: "live" });
  gatherLongerWhile({ ctx, works: () => isEvaluating(ctx) });
  const waking = alarm();
  const unsubscribe = onBatchClosed(ctx, () => waking.ring());
  const aborting = new AbortController();
  let due: { readonly since: number; readonly at: number } | null = null;
  let stopped = false;

  /** Takes a step where there is one to take. Answers how long there is nothing to do. */
  async function step(): Promise<number> {
    const until = await evaluatedUntil(ctx);
    if (until === null) {
      await forgetUnusedBatches(ctx);
      return TICK_MILLISECONDS;
    }
    if (until > ctx.clock() + CLOCK_BACK_MILLISECONDS) {
      const asOf = new Date(until).toISOString();
      app.log.warn({ asOf }, "members are as of an instant that is still to come: the clock was put back; everything is evaluated again");
      await updateMembers({ ctx, input: { isClockBack: true, signal: aborting.signal } });
      app.pulse.poke();
      return TICK_MILLISECONDS;
    }
    const hasNewRows = (await newBatches(ctx)).length > 0;
    // Somebody else evaluated meanwhile: what was due then says nothing now.
    if (due && due.since !== until) due = null;
    const begun = performance.now();
    // Read each time: an end may be set for the next moment, and setting it evaluates nothing.
    const ends = (await nextOverrideExpiry(ctx, until)) ?? Infinity;
    if (hasNewRows || ctx.clock() >= Math.min(ends, due?.at ?? Infinity)) {
      await updateMembers({ ctx, input: { signal: aborting.signal } });
      app.pulse.poke();
    }
    const since = (await evaluatedUntil(ctx)) ?? ctx.clock();
    if (due?.since !== since) due = { since, at: await nextUpdateAt(ctx, since) };
    // Where something is always due, time is followed for half of the time.
    const rest = performance.now() - begun;
    return Math.min(TICK_MILLISECONDS, Math.max(Math.min(due.at, ends) - ctx.clock(), rest));
  }

  async function follow(): Promise<void> {
    while (!stopped) {
      const idle = await step().catch((error: unknown) => {
        if (error instanceof Problem && error.code === "FACTS_CANCELLED") return TICK_MILLISECONDS;
        app.log.warn({ err: error }, "members could not be kept up; trying again");
        return REST_MILLISECONDS;
      });
      if (idle === REST_MILLISECONDS) await waking.pause(REST_MILLISECONDS, { deaf: true });
      else await waking.pause(idle, { after: GATHER_MILLISECONDS });
    }
  }

  const running = follow();
  return {
    async stop() {
      stopped = true;
      unsubscribe();
      aborting.abort();
      waking.end();
      await running;
    },
  };
}
