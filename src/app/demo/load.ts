import { appendBatch } from "../../customers/index.ts";
import { takeNumbers, type Ctx } from "../../engine/index.ts";
import { undoBatch } from "../../imports/index.ts";
import { generateShop, type ShopBatch } from "./shop/generate.ts";
import { saveState, type DemoState } from "./state.ts";

/** Batches on their way at once: one is made ready while the other is being written. */
const AT_ONCE = 2;

export interface Loaded {
  /** Customers made so far, those of earlier starts included. */
  readonly next: number;
  /** Events added by this start. */
  readonly events: number;
}

/**
 * Generates the shop and appends it, from where the state says on. Ends early when the signal is given, after what is on its way
 * has been written. Batches that a crash cut off are taken back first; one that is there already and comes again adds nothing.
 */
export async function loadShop(ctx: Ctx, state: DemoState, signal: AbortSignal, report: (loaded: Loaded) => void): Promise<DemoState> {
  let { next } = state;
  let events = 0;
  const pending = new Set<number>();
  const finished = new Map<number, number>();
  const flying = new Set<Promise<void>>();
  const save = () => saveState(ctx, { ...state, next, pending: [...pending] });
  for (const batch of state.pending) await undoBatch(ctx, batch);

  const append = async (begin: number, { customers, events: happened, next: end }: ShopBatch) => {
    const batch = await takeNumbers(ctx.records, "batch", 1);
    pending.add(batch);
    await save();
    const added = await appendBatch({ ctx, input: { customers, events: happened, batch } });
    pending.delete(batch);
    events += added.eventsAdded;
    finished.set(begin, end);
    // The state moves over whole stretches only: nothing before `next` may be missing.
    for (let reached = finished.get(next); reached !== undefined; reached = finished.get(next)) {
      finished.delete(next);
      next = reached;
    }
    await save();
    report({ next, events });
  };

  let begin = next;
  try {
    for (const batch of generateShop({ ...state, from: next })) {
      if (signal.aborted) break;
      const flight: Promise<void> = append(begin, batch).finally(() => flying.delete(flight));
      flying.add(flight);
      begin = batch.next;
      if (flying.size >= AT_ONCE) await Promise.race(flying);
    }
    await Promise.all(flying);
  } finally {
    await Promise.allSettled(flying);
  }
  signal.throwIfAborted();
  return { ...state, next, pending: [] };
}
