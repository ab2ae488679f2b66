import { setTimeout as pause } from "node:timers/promises";
import { cacheKind, type Ctx } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";

type Stores = Pick<Ctx, "records" | "caches">;

/** Batches of this process that failed and whose rows could not be taken out yet, with what takes them out. */
const PENDING = cacheKind<Map<number, () => Promise<void>>>("customers.pendingUndos", "process");

/**
 * Remembers a batch whose rows must go before anything else is written: a row of it would be taken for known, answered as there already,
 * and lost with the batch. The batch stays open in the records, so the next start takes it back if this process does not.
 */
export function undoLater({ caches }: Pick<Ctx, "caches">, batch: number, undo: () => Promise<void>): void {
  caches.getOr(PENDING, () => new Map<number, () => Promise<void>>()).set(batch, undo);
}

/**
 * Takes back what this process could not take back before. To be called before every write of customers and events.
 * @throws what the stores say: nothing may be written then
 */
export async function finishUndos({ caches }: Pick<Ctx, "caches">): Promise<void> {
  const batches = caches.get(PENDING);
  for (const [batch, undo] of batches ?? []) {
    await undo();
    batches!.delete(batch);
  }
}

/** Whether a batch of this process waits to be taken back. */
export function hasPendingUndos({ caches }: Pick<Ctx, "caches">): boolean {
  return (caches.get(PENDING)?.size ?? 0) > 0;
}

/** Of these batches, those that are still being written or taken back: their rows may go yet. */
export async function undecidedAmong({ records }: Pick<Ctx, "records">, batches: Iterable<number>): Promise<Set<number>> {
  const asked = [...new Set(batches)].filter((batch) => batch > 0);
  const open = new Set<number>();
  for (let from = 0; from < asked.length; from += PART_BATCHES) {
    const rows = await records
      .selectFrom("fresh_batches")
      .select("batch")
      .where("ready", "=", false)
      .where("batch", "in", asked.slice(from, from + PART_BATCHES))
      .execute();
    for (const row of rows) open.add(Number(row.batch));
  }
  return open;
}

const PART_BATCHES = 5_000;
const LOOK_AGAIN_MILLISECONDS = 50;
/** How long a write waits for another that has rows of the same ids, before its sender is asked to come again. */
const PATIENCE_MILLISECONDS = 20_000;

/**
 * Looks for what is there already until the answer rests on decided batches only. What a batch brought that fails later was never there:
 * whoever was told "known" because of it would lose the row. `batchesOf` names the batches an answer rests on.
 * @throws BATCH_UNDECIDED, or what the stores say while a failed batch is taken back
 */
export async function onDecided<T>(
  ctx: Stores,
  look: () => Promise<T>,
  batchesOf: (found: T) => Iterable<number>,
  patience = PATIENCE_MILLISECONDS,
): Promise<T> {
  const begun = performance.now();
  for (;;) {
    const found = await look();
    const open = await undecidedAmong(ctx, batchesOf(found));
    if (open.size === 0) return found;
    await finishUndos(ctx);
    if (performance.now() - begun > patience) throw problem("BATCH_UNDECIDED", {});
    await pause(LOOK_AGAIN_MILLISECONDS);
  }
}
