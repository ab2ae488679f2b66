import { sql } from "kysely";
import { cacheKind, type Ctx } from "../engine/index.ts";

/**
 * The number of a new batch of rows, noted as not yet seen by any evaluation. Noted before its rows are written, so that a
 * crash in between leaves a note too many rather than rows that nobody looks at.
 */
export async function openBatch(ctx: Pick<Ctx, "records">, of: "messages" | "rows" = "rows"): Promise<number> {
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
    .columns(["batch", "ready", "messages"])
    .expression((db) => db.selectFrom("taken").select(["value", sql.lit(false).as("ready"), sql.lit(of === "messages").as("messages")]))
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
  for (const listener of ctx.caches.get(LISTENERS) ?? []) listener();
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

/** Tells of every batch that this process closes, so that nobody need ask. Batches of other processes are not told of. Answers how to stop. */
export function onBatchClosed(ctx: Pick<Ctx, "caches">, listener: () => void): () => void {
  const all = ctx.caches.getOr(LISTENERS, () => new Set<() => void>()).add(listener);
  return () => void all.delete(listener);
}

/** Batches that no evaluation has seen. */
export async function freshBatches(ctx: Pick<Ctx, "records">): Promise<number[]> {
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

/** Batches of messages that are not closed. At a start alone with the stores, a crash cut them off before anybody was answered. */
export async function openMessageBatches(ctx: Pick<Ctx, "records">): Promise<number[]> {
  const rows = await ctx.records
    .selectFrom("fresh_batches")
    .select("batch")
    .where("messages", "=", true)
    .where("ready", "=", false)
    .orderBy("batch")
    .execute();
  return rows.map((row) => Number(row.batch));
}

/** All batches that are being written or taken back. */
export async function openBatches({ records }: Pick<Ctx, "records">): Promise<number[]> {
  const rows = await records.selectFrom("fresh_batches").select("batch").where("ready", "=", false).orderBy("batch").execute();
  return rows.map(({ batch }) => Number(batch));
}

/** At a start alone with the stores: what a crash left open will not be written any more. */
export async function closeLostBatches(ctx: Pick<Ctx, "records">): Promise<void> {
  await ctx.records.updateTable("fresh_batches").set({ ready: true }).where("ready", "=", false).execute();
}
