import { literal, type Ctx } from "../../engine/index.ts";

/** Something of a customer that may have changed answers, and what changed it. */
export interface Change {
  readonly cause: string;
  readonly kind: string;
  readonly name: string;
}

/** What changed of each customer. */
export type Changes = ReadonlyMap<number, readonly Change[]>;

/** More customers than this are evaluated by passes, which then cost less than interpreting one after another. */
const CUSTOMERS_MAX = 2_000;
/** A customer seldom changes in more ways at once. */
const ROWS_MAX = 5 * CUSTOMERS_MAX;

/** @param table of `cause, kind, name, customer`. Null where it names more customers than are few */
export async function fewChanges(ctx: Ctx, table: string, customers: number): Promise<Changes | null> {
  if (customers > CUSTOMERS_MAX) return null;
  const rows = await ctx.facts.rows<Change & { readonly customer: number }>(
    `SELECT DISTINCT cause, kind, name, customer FROM ${table} LIMIT ${literal.integer(ROWS_MAX + 1)}`,
    { lane: "heavy" },
  );
  if (rows.length > ROWS_MAX) return null;
  return new Map(Map.groupBy(rows, ({ customer }) => customer));
}
