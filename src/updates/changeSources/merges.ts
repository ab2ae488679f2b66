import { begunAt, closeBatch, newBatches, moveRows, openBatch, openBatches, retire, writtenAmong } from "../../customers/index.ts";
import { type Ctx, sql, type Sql } from "../../engine/index.ts";
import { anyPending, completePending, healNewBatches, readPending } from "../../identity/index.ts";
import { moveMemberships } from "../../membership/index.ts";
import type { ChangeSource } from "../changeSource.ts";
import { amongSql, unwritten } from "./batches.ts";

/** Identities that moved between customers: merges, splits and their undoing. */
export const MERGES: ChangeSource = {
  apply: applyMerges,
  isPending: ({ ctx }) => anyPending(ctx),
  // Rows of `marked_customers` have batches of their own, never one of messages that was closed.
  changedCustomers: async ({ ctx, batches }) => mergedCustomersSql(unwritten(batches, writtenAmong(ctx, batches))),
};

/** Statements `cause, kind, name, customer`: every answer may have changed for customers who gained or lost rows with an identity. */
export function mergedCustomersSql(batches: readonly number[]): Sql[] {
  return batches.length === 0
    ? []
    : [
        sql`
      SELECT 'merge' AS cause, 'customer' AS kind, '' AS name, customer
      FROM marked_customers
      WHERE ${amongSql(batches)}
    `,
      ];
}

/**
 * Moves the rows, assignments and overrides of identities that moved; merged customers leave the universe. The caller holds the write lock
 * and evaluates afterwards, so that no evaluation counts a row twice or not at all. Each step may run twice: the next call finishes what a
 * crash cut off. One small query when nothing is pending.
 */
export async function applyMerges(ctx: Ctx): Promise<void> {
  const batches = await newBatches(ctx);
  // One process numbers an identity once: where two did, one of their batches is not of this process.
  await healNewBatches(ctx, unwritten(batches, writtenAmong(ctx, batches)));
  if (!(await anyPending(ctx))) return;
  // Imports in progress may have looked up customers before the identities moved.
  const open = await openBatches(ctx);
  const pending = await readPending(ctx, open);
  if (pending.noted.length + pending.mergesAndSplits.length + pending.void.length === 0) return;
  const gone = pending.gone.map(({ customer }) => customer);
  const touched = [
    ...[...pending.moves, ...pending.gone].flatMap(({ customer, target }) => [customer, target]),
    ...pending.mergesAndSplits.map(({ lost }) => lost),
  ];
  const begun = await begunAt(ctx, gone);
  const batch = await openBatch(ctx);
  await moveRows(ctx, pending);
  await moveMemberships(ctx, pending.mergesAndSplits, begun);
  await retire(ctx, gone, touched, batch);
  await completePending(ctx, pending, open);
  await closeBatch(ctx, batch);
}
