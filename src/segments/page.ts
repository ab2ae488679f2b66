import { literal, type Ctx } from "../engine/index.ts";
import { withSelection } from "./select.ts";

/** One page of customer numbers, in their order. */
export interface NumbersPage {
  readonly customers: readonly number[];
  /** The last number of the page when more follow. */
  readonly next: number | null;
  readonly total: number;
}

/** Customers that a combination selects (everybody without one), among `candidates` when given, after the number `after`. */
export async function pageCustomers(
  ctx: Ctx,
  input: { where?: string | undefined; candidates?: readonly number[] | undefined; after: number; limit: number },
): Promise<NumbersPage> {
  if (input.where === undefined) return pageOf(ctx, "SELECT groupBitmapState(customer) AS selected FROM customers", input);
  return withSelection({ ctx, where: input.where }, ({ sql }) => pageOf(ctx, sql, input));
}

async function pageOf(
  ctx: Ctx,
  sql: string,
  { candidates, after, limit }: { candidates?: readonly number[] | undefined; after: number; limit: number },
): Promise<NumbersPage> {
  const among = candidates && `bitmapAnd(selected, bitmapBuild(CAST([${candidates.map(literal.integer).join(", ")}] AS Array(UInt32))))`;
  const [row] = await ctx.facts.rows<{ page: number[]; total: string }>(
    `SELECT bitmapToArray(bitmapSubsetLimit(chosen, toUInt32(${literal.integer(after + 1)}), toUInt32(${literal.integer(limit + 1)}))) AS page, bitmapCardinality(chosen) AS total
     FROM (SELECT ${among ?? "selected"} AS chosen FROM (${sql}))`,
  );
  const found = row!.page.toSorted((a, b) => a - b);
  const customers = found.slice(0, limit);
  return { customers, next: found.length > limit ? customers.at(-1)! : null, total: Number(row!.total) };
}
