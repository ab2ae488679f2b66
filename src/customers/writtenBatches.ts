import { cacheKind, type Ctx } from "../engine/index.ts";
import type { Instant } from "../kernel/index.ts";

/** The rows of a batch of messages, as far as an update needs them. */
export interface WrittenBatch {
  readonly events: readonly { readonly event: string; readonly customer: number; readonly time: Instant }[];
  readonly values: readonly {
    readonly attribute: string;
    readonly customer: number;
    readonly at: Instant;
    /** The value, where it is an instant. */
    readonly time: Instant | null;
  }[];
  /** Customers that the batch created. */
  readonly customers: readonly number[];
}

/** Rows of all kept batches together: some 10 MB. Above it the oldest are forgotten, and updates read them from the store. */
const MAX_ROWS = 50_000;

interface Kept {
  readonly batches: Map<number, WrittenBatch>;
  rows: number;
}

/**
 * Closed batches of messages that this process wrote and no update has read. Rows of a closed batch change only with rows in
 * `marked_customers` under a later batch. So these are what the store would answer, and perhaps customers that have been merged since.
 */
const WRITTEN = cacheKind<Kept>("customers.writtenBatches", "lease");

/** Keeps the rows of a batch for the next update. Only the holder of the lease updates members. */
export function keepWritten({ caches, lease }: Pick<Ctx, "caches" | "lease">, batch: number, written: WrittenBatch): void {
  if (!lease.held) return;
  const kept = caches.getOr(WRITTEN, (): Kept => ({ batches: new Map(), rows: 0 }));
  kept.batches.set(batch, written);
  kept.rows += rowsOf(written);
  for (const oldest of kept.batches.keys()) {
    if (kept.rows <= MAX_ROWS) break;
    forget(kept, oldest);
  }
}

/** The rows of those batches that are kept; the other batches are read from the store. */
export function writtenAmong({ caches }: Pick<Ctx, "caches">, batches: readonly number[]): ReadonlyMap<number, WrittenBatch> {
  const kept = caches.get(WRITTEN)?.batches;
  return new Map(batches.flatMap((batch) => (kept?.has(batch) ? [[batch, kept.get(batch)!] as const] : [])));
}

/** An update has read these batches, or their rows change. */
export function forgetWritten({ caches }: Pick<Ctx, "caches">, batches: readonly number[]): void {
  const kept = caches.get(WRITTEN);
  for (const batch of kept ? batches : []) forget(kept!, batch);
}

function forget(kept: Kept, batch: number): void {
  const written = kept.batches.get(batch);
  if (written && kept.batches.delete(batch)) kept.rows -= rowsOf(written);
}

function rowsOf({ events, values, customers }: WrittenBatch): number {
  // A batch without rows takes memory too.
  return 1 + events.length + values.length + customers.length;
}
