import { setTimeout as pause } from "node:timers/promises";
import { cacheKind, type Ctx } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";

type Stores = Pick<Ctx, "records" | "caches">;

/** Failed batches of this process whose rows could not be deleted yet, each with the function that deletes them. */
const PENDING = cacheKind<Map<number, () => Promise<void>>>("customers.pendingUndos", "process");

/**
 * Registers a batch whose rows must be deleted before anything else is written: otherwise a repeated message would be answered as stored
 * already, and be lost with the batch. The batch stays open in the records, so the next start undoes it if this process does not.
 */
export function undoLater({ caches }: Pick<Ctx, "caches">, batch: number, undo: () => Promise<void>): void {
  caches.getOr(PENDING, () => new Map<number, () => Promise<void>>()).set(batch, undo);
}

/**
 * Undoes the batches that could not be undone before. Call it before every write of customers and events.
 * @throws the error of a store: nothing may be written then
 */
export async function finishUndos({ caches }: Pick<Ctx, "caches">): Promise<void> {
  const batches = caches.get(PENDING);
  for (const [batch, undo] of batches ?? []) {
    await undo();
    batches!.delete(batch);
  }
}

/** Whether a batch of this process waits to be undone. */
export function hasPendingUndos({ caches }: Pick<Ctx, "caches">): boolean {
  return (caches.get(PENDING)?.size ?? 0) > 0;
}

/** The batches among these that are still being written or undone: their rows may still be deleted. */
export async function undecidedAmong({ records }: Pick<Ctx, "records">, batches: Iterable<number>): Promise<Set<number>> {
  const asked = [...new Set(batches)].filter((batch) => batch > 0);
  const open = new Set<number>();
  for (let from = 0; from < asked.length; from += PART_BATCHES) {
    const rows = await records
      .selectFrom("pending_batches")
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
/** How long a write waits for another batch with the same ids, before its sender is asked to try again. */
const PATIENCE_MILLISECONDS = 20_000;

/**
 * Repeats a look-up until its answer depends on decided batches only. The rows of a batch that fails later are deleted: a sender who got
 * the answer "stored already" because of them would lose the message. `batchesOf` names the batches that an answer depends on.
 * @throws BATCH_UNDECIDED, or the error of a store while a failed batch is undone
 */
export async function onDecided<T>(
  ctx: Stores,
  look: () => Promise<T>,
  batchesOf: (found: T) => Iterable<number>,
  patience = PATIENCE_MILLISECONDS,
): Promise<T> {
  const begun = performance.now();
  const decided = new Set<number>();
  for (;;) {
    const found = await look();
    const batches = [...batchesOf(found)];
    const open = await undecidedAmong(ctx, batches);
    // A batch that was undone between the look and the question is not open either; the next look no longer finds its rows.
    if (open.size === 0 && batches.every((batch) => decided.has(batch))) return found;
    for (const batch of batches) if (!open.has(batch)) decided.add(batch);
    if (open.size === 0) continue;
    await finishUndos(ctx);
    if (performance.now() - begun > patience) throw problem("BATCH_UNDECIDED", {});
    await pause(LOOK_AGAIN_MILLISECONDS);
  }
}
