import { sql as recordsSql } from "kysely";
import { cacheKind, isAlive, type Ctx } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";
import { forgetWritten, keepWritten, type WrittenBatch } from "./writtenBatches.ts";

/**
 * Opens a batch of rows and returns its number. The batch is recorded as not yet evaluated before its rows are written: a crash in between
 * leaves an empty batch, never rows that no evaluation reads.
 */
export async function openBatch(ctx: Pick<Ctx, "records" | "lease">, of: "messages" | "rows" = "rows"): Promise<number> {
  // One statement, because it runs before every write.
  const { batch } = await ctx.records
    .with("taken", (db) =>
      db
        .insertInto("counters")
        .values({ name: "batch", value: 1 })
        .onConflict((conflict) => conflict.column("name").doUpdateSet({ value: recordsSql<number>`counters.value + 1` }))
        .returning("value"),
    )
    .insertInto("pending_batches")
    .columns(["batch", "ready", "messages", "process"])
    .expression((db) =>
      db
        .selectFrom("taken")
        .select([
          "value",
          recordsSql.lit(false).as("ready"),
          recordsSql.lit(of === "messages").as("messages"),
          recordsSql.val(ctx.lease.process).as("process"),
        ]),
    )
    .returning("batch")
    .executeTakeFirstOrThrow();
  return Number(batch);
}

/** Closes a batch whose rows are all written: the next evaluation may read them. `rows`: what it wrote, where all of it is known. */
export async function closeBatch(
  ctx: Pick<Ctx, "records" | "caches" | "lease">,
  batch: number,
  rows: WrittenBatch | null = null,
): Promise<void> {
  await ctx.records
    .insertInto("pending_batches")
    .values({ batch, ready: true })
    .onConflict((conflict) => conflict.column("batch").doUpdateSet({ ready: true }))
    .execute();
  if (rows) keepWritten(ctx, batch, rows);
  notifyListeners(ctx);
}

/** Opens a batch again before its rows are deleted. Until it is closed, other writers do not treat its rows as stored. */
export async function reopenBatch(ctx: Pick<Ctx, "records" | "caches">, batch: number): Promise<void> {
  forgetWritten(ctx, [batch]);
  await ctx.records
    .insertInto("pending_batches")
    .values({ batch, ready: false })
    .onConflict((conflict) => conflict.column("batch").doUpdateSet({ ready: false }))
    .execute();
}

const LISTENERS = cacheKind<Set<() => void>>("customers.batchListeners", "process");

function notifyListeners({ caches }: Pick<Ctx, "caches">): void {
  for (const listener of caches.get(LISTENERS) ?? []) listener();
}

/**
 * Calls the listener for every batch that this process closes, so that it need not poll. Batches of other processes are not reported.
 * Returns a function that ends the subscription.
 */
export function onBatchClosed(ctx: Pick<Ctx, "caches">, listener: () => void): () => void {
  const all = ctx.caches.getOr(LISTENERS, () => new Set<() => void>()).add(listener);
  return () => void all.delete(listener);
}

/** Closed batches that no evaluation has read. */
export async function newBatches(ctx: Pick<Ctx, "records">): Promise<number[]> {
  const rows = await ctx.records.selectFrom("pending_batches").select("batch").where("ready", "=", true).orderBy("batch").execute();
  return rows.map((row) => Number(row.batch));
}

/** The batches among these that an import wrote, not messages. */
export async function importedAmong(ctx: Pick<Ctx, "records">, batches: readonly number[]): Promise<number[]> {
  if (batches.length === 0) return [];
  const rows = await ctx.records
    .selectFrom("pending_batches")
    .select("batch")
    .where("messages", "=", false)
    .where("batch", "in", [...batches])
    .orderBy("batch")
    .execute();
  return rows.map((row) => Number(row.batch));
}

/** Removes batches that an evaluation has read. */
export async function forgetBatches(ctx: Pick<Ctx, "records" | "caches">, batches: readonly number[]): Promise<void> {
  forgetWritten(ctx, batches);
  if (batches.length > 0)
    await ctx.records
      .deleteFrom("pending_batches")
      .where("batch", "in", [...batches])
      .execute();
}

export interface ForeignBatch {
  readonly batch: number;
  /** The process that opened it, as both stores call it; null where it is not known. */
  readonly process: string | null;
  /** The process has ended, so no sender was answered about the batch. */
  readonly gone: boolean;
}

/** Open batches of messages of other processes. */
export async function foreignBatches(ctx: Pick<Ctx, "records" | "lease">): Promise<ForeignBatch[]> {
  const { process, alone } = ctx.lease;
  const rows = await ctx.records
    .selectFrom("pending_batches")
    .select(["batch", "process as opened_by", isAlive("process").as("alive")])
    .where("messages", "=", true)
    .where("ready", "=", false)
    .where(({ eb, or }) => or([eb("process", "is", null), eb("process", "!=", process)]))
    .orderBy("batch")
    .execute();
  return rows.map(({ batch, opened_by, alive }) => ({ batch: Number(batch), process: opened_by, gone: alone || !alive }));
}

/** All open batches: they are being written or undone. */
export async function openBatches({ records }: Pick<Ctx, "records">): Promise<number[]> {
  const rows = await records.selectFrom("pending_batches").select("batch").where("ready", "=", false).orderBy("batch").execute();
  return rows.map(({ batch }) => Number(batch));
}

/**
 * Closes a batch of messages; its senders are answered after this. `rows`: what it wrote, where that is known.
 * @throws BATCH_WITHDRAWN when other processes took this process for dead and undid the batch
 */
export async function closeMessages(
  ctx: Pick<Ctx, "records" | "caches" | "lease">,
  batch: number,
  rows: WrittenBatch | null,
): Promise<void> {
  const { numUpdatedRows } = await ctx.records
    .updateTable("pending_batches")
    .set({ ready: true })
    .where("batch", "=", batch)
    // A batch that is closed already was undone by another process.
    .where("ready", "=", false)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw problem("BATCH_WITHDRAWN", {});
  if (rows) keepWritten(ctx, batch, rows);
  notifyListeners(ctx);
}

/** Marks an undone batch of another process: if that process is alive after all, it cannot close the batch. */
export async function withdrawBatch(ctx: Pick<Ctx, "records" | "caches">, batch: number): Promise<void> {
  forgetWritten(ctx, [batch]);
  // Ready, so that customers evaluated with some of the rows are evaluated again.
  await ctx.records.updateTable("pending_batches").set({ ready: true }).where("batch", "=", batch).execute();
  notifyListeners(ctx);
}

/** When this process takes the lease: closes the batches that ended processes left open. */
export async function closeLostBatches(ctx: Pick<Ctx, "records" | "lease">): Promise<void> {
  const { process, alone } = ctx.lease;
  await ctx.records
    .updateTable("pending_batches")
    .set({ ready: true })
    .where("ready", "=", false)
    .where("messages", "=", false)
    .where(({ eb, or }) => or([eb("process", "is", null), eb("process", "!=", process)]))
    .where(({ not, val }) => (alone ? val(true) : not(isAlive("process"))))
    .execute();
}
