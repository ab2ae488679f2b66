import { begunAt, closeBatch, freshBatches, moveRows, openBatch, retire } from "../../customers/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { anyPending, crossOut, healFresh, readPending } from "../../identity/index.ts";
import { carry } from "../../membership/index.ts";

/**
 * Lets everything follow identities that moved: rows, tags given by hand and overrides; customers that are no more leave the universe. The
 * caller holds the store, and evaluates afterwards: no evaluation ever sees a row twice or not at all. Each step may be done again, so
 * what a crash cut off is finished here the next time. One small query when there is nothing. Answers whether anything followed.
 */
export async function settleMerges(ctx: Ctx): Promise<boolean> {
  await healFresh(ctx, await freshBatches(ctx));
  if (!(await anyPending(ctx))) return false;
  const open = await openBatches(ctx);
  const pending = await readPending(ctx, open);
  if (pending.noted.length + pending.turns.length + pending.void.length === 0) return false;
  const gone = pending.gone.map(({ customer }) => customer);
  const touched = [
    ...[...pending.moves, ...pending.gone].flatMap(({ customer, target }) => [customer, target]),
    ...pending.turns.map(({ lost }) => lost),
  ];
  const begun = await begunAt(ctx, gone);
  const batch = await openBatch(ctx);
  await moveRows(ctx, pending);
  await carry(ctx, pending.turns, begun);
  await retire(ctx, gone, touched, batch);
  await crossOut(ctx, pending, open);
  await closeBatch(ctx, batch);
  return true;
}

/** Batches whose rows are being written: they may have looked up their customers before identities moved. */
async function openBatches({ records }: Pick<Ctx, "records">): Promise<number[]> {
  const rows = await records.selectFrom("fresh_batches").select("batch").where("ready", "=", false).execute();
  return rows.map(({ batch }) => Number(batch));
}
