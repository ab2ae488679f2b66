import { sql } from "kysely";
import { cacheKind, isAlive, type Ctx } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";

/**
 * The number of a new batch of rows, noted as not yet seen by any evaluation. Noted before its rows are written, so that a
 * crash in between leaves a note too many rather than rows that nobody looks at.
 */
export async function openBatch(ctx: Pick<Ctx, "records" | "lease">, of: "messages" | "rows" = "rows"): Promise<number> {
  // One statement, for it stands before every write.
  const { batch } = await ctx.records
    .with("taken", (db) =>
      db
        .insertInto("counters")
        .values({ name: "batch", value: 1 })
        .onConflict((conflict) => conflict.column("name").doUpdateSet({ value: sql<number>`counters.value + 1` }))
        .returning("value"),
    )
    .insertInto("fresh_batches")
    .columns(["batch", "ready", "messages", "process"])
    .expression((db) =>
      db
        .selectFrom("taken")
        .select(["value", sql.lit(false).as("ready"), sql.lit(of === "messages").as("messages"), sql.val(ctx.lease.process).as("process")]),
    )
    .returning("batch")
    .executeTakeFirstOrThrow();
  return Number(batch);
}

/** All rows of the batch are written: the next evaluation may look at them. */
export async function closeBatch(ctx: Pick<Ctx, "records" | "caches">, batch: number): Promise<void> {
  await ctx.records
    .insertInto("fresh_batches")
    .values({ batch, ready: true })
    .onConflict((conflict) => conflict.column("batch").doUpdateSet({ ready: true }))
    .execute();
  notifyListeners(ctx);
}

/** What the batch wrote is about to be taken out: until it is closed again nobody may take its rows for known. */
export async function reopenBatch(ctx: Pick<Ctx, "records">, batch: number): Promise<void> {
  await ctx.records
    .insertInto("fresh_batches")
    .values({ batch, ready: false })
    .onConflict((conflict) => conflict.column("batch").doUpdateSet({ ready: false }))
    .execute();
}

const LISTENERS = cacheKind<Set<() => void>>("customers.batchListeners", "process");

function notifyListeners({ caches }: Pick<Ctx, "caches">): void {
  for (const listener of caches.get(LISTENERS) ?? []) listener();
}

/** Tells of every batch that this process closes, so that nobody need ask. Batches of other processes are not told of. Answers how to stop. */
export function onBatchClosed(ctx: Pick<Ctx, "caches">, listener: () => void): () => void {
  const all = ctx.caches.getOr(LISTENERS, () => new Set<() => void>()).add(listener);
  return () => void all.delete(listener);
}

/** Batches that no evaluation has seen. */
export async function newBatches(ctx: Pick<Ctx, "records">): Promise<number[]> {
  const rows = await ctx.records.selectFrom("fresh_batches").select("batch").where("ready", "=", true).orderBy("batch").execute();
  return rows.map((row) => Number(row.batch));
}

/** Which of these batches an import wrote, rather than messages. */
export async function importedAmong(ctx: Pick<Ctx, "records">, batches: readonly number[]): Promise<number[]> {
  if (batches.length === 0) return [];
  const rows = await ctx.records
    .selectFrom("fresh_batches")
    .select("batch")
    .where("messages", "=", false)
    .where("batch", "in", [...batches])
    .orderBy("batch")
    .execute();
  return rows.map((row) => Number(row.batch));
}

/** An evaluation has seen these. */
export async function forgetBatches(ctx: Pick<Ctx, "records">, batches: readonly number[]): Promise<void> {
  if (batches.length > 0)
    await ctx.records
      .deleteFrom("fresh_batches")
      .where("batch", "in", [...batches])
      .execute();
}

/** Batches of messages that another process has open. `gone`: that process has ended, so nobody was answered about them. */
export async function foreignBatches(ctx: Pick<Ctx, "records" | "lease">): Promise<{ batch: number; gone: boolean }[]> {
  const { process, alone } = ctx.lease;
  const rows = await ctx.records
    .selectFrom("fresh_batches")
    .select(["batch", isAlive("process").as("alive")])
    .where("messages", "=", true)
    .where("ready", "=", false)
    .where(({ eb, or }) => or([eb("process", "is", null), eb("process", "!=", process)]))
    .orderBy("batch")
    .execute();
  return rows.map(({ batch, alive }) => ({ batch: Number(batch), gone: alone || !alive }));
}

/** All batches that are being written or taken back. */
export async function openBatches({ records }: Pick<Ctx, "records">): Promise<number[]> {
  const rows = await records.selectFrom("fresh_batches").select("batch").where("ready", "=", false).orderBy("batch").execute();
  return rows.map(({ batch }) => Number(batch));
}

/**
 * Closes a batch of messages, whose senders are answered from then on.
 * @throws BATCH_WITHDRAWN when this process was taken for dead meanwhile, and the batch was taken back
 */
export async function closeMessages(ctx: Pick<Ctx, "records" | "caches">, batch: number): Promise<void> {
  const { numUpdatedRows } = await ctx.records
    .updateTable("fresh_batches")
    .set({ ready: true })
    .where("batch", "=", batch)
    // One that is closed already was taken back.
    .where("ready", "=", false)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw problem("BATCH_WITHDRAWN", {});
  notifyListeners(ctx);
}

/** The batch has been taken back: its process, should it live after all, cannot close it. */
export async function withdrawBatch(ctx: Pick<Ctx, "records" | "caches">, batch: number): Promise<void> {
  // Ready: whoever saw some of the rows is looked at again.
  await ctx.records.updateTable("fresh_batches").set({ ready: true }).where("batch", "=", batch).execute();
  notifyListeners(ctx);
}

/** When the lease is taken: what processes that have ended left open will not be written any more. */
export async function closeLostBatches(ctx: Pick<Ctx, "records" | "lease">): Promise<void> {
  const { process, alone } = ctx.lease;
  await ctx.records
    .updateTable("fresh_batches")
    .set({ ready: true })
    .where("ready", "=", false)
    .where("messages", "=", false)
    .where(({ eb, or }) => or([eb("process", "is", null), eb("process", "!=", process)]))
    .where(({ not, val }) => (alone ? val(true) : not(isAlive("process"))))
    .execute();
}
