import { takeNumbers, type Ctx } from "../engine/index.ts";

/**
 * The number of a new batch of rows, noted as not yet seen by any evaluation. Noted before its rows are written, so that a
 * crash in between leaves a note too many rather than rows that nobody looks at.
 */
export async function openBatch(ctx: Pick<Ctx, "records">): Promise<number> {
  const batch = await takeNumbers(ctx.records, "batch", 1);
  await ctx.records.insertInto("fresh_batches").values({ batch, ready: false }).execute();
  return batch;
}

/** All rows of the batch are written: the next evaluation may look at them. */
export async function closeBatch(ctx: Pick<Ctx, "records">, batch: number): Promise<void> {
  await ctx.records
    .insertInto("fresh_batches")
    .values({ batch, ready: true })
    .onConflict((conflict) => conflict.column("batch").doUpdateSet({ ready: true }))
    .execute();
}

/** Batches that no evaluation has seen. */
export async function freshBatches(ctx: Pick<Ctx, "records">): Promise<number[]> {
  const rows = await ctx.records.selectFrom("fresh_batches").select("batch").where("ready", "=", true).orderBy("batch").execute();
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

/** At a start alone with the stores: what a crash left open will not be written any more. */
export async function closeLostBatches(ctx: Pick<Ctx, "records">): Promise<void> {
  await ctx.records.updateTable("fresh_batches").set({ ready: true }).where("ready", "=", false).execute();
}
