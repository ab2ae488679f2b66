import { SYSTEM } from "../access/index.ts";
import { freshBatches } from "../customers/index.ts";
import { Problem } from "../kernel/index.ts";
import { evaluatedUntil, followChanges, nextDue } from "../membership/index.ts";
import type { App } from "./compose.ts";

/** How often it is asked whether anything new was written; the answer is one small query to the records. */
const TICK_MILLISECONDS = 500;
/** After a failure, so that a broken store is not hammered. */
const REST_MILLISECONDS = 10_000;

/**
 * Keeps members true while the server runs: soon after rows were written, and at the instants at which time alone changes an
 * answer. Until a first evaluation there is nothing to keep. Stopping waits for a step that is being taken.
 */
export function followLive(app: App): { stop(): Promise<void> } {
  const ctx = app.context({ actor: SYSTEM, lang: "zh", requestId: "live" });
  let due: { readonly since: number; readonly at: number } | null = null;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const aborting = new AbortController();

  async function step(): Promise<number> {
    const until = await evaluatedUntil(ctx);
    if (until === null) return TICK_MILLISECONDS;
    const fresh = (await freshBatches(ctx)).length > 0;
    // Somebody else evaluated meanwhile: what was due then says nothing now.
    if (due && due.since !== until) due = null;
    if (!fresh && due && ctx.clock() < due.at) return TICK_MILLISECONDS;
    if (fresh || due) {
      await followChanges({ ctx, input: { signal: aborting.signal } });
      app.pulse.poke();
    }
    const since = (await evaluatedUntil(ctx)) ?? ctx.clock();
    due = { since, at: await nextDue(ctx, since) };
    return TICK_MILLISECONDS;
  }

  let running: Promise<void> = Promise.resolve();
  function schedule(milliseconds: number): void {
    if (stopped) return;
    timer = setTimeout(() => {
      running = step()
        .catch((error: unknown) => {
          if (error instanceof Problem && error.code === "FACTS_CANCELLED") return TICK_MILLISECONDS;
          app.log.warn({ err: error }, "members could not be kept up; trying again");
          return REST_MILLISECONDS;
        })
        .then(schedule);
    }, milliseconds);
  }
  schedule(0);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      aborting.abort();
      await running;
    },
  };
}
