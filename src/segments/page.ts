import { literal, type Ctx, sql, type Sql } from "../engine/index.ts";
import type { Instant } from "../kernel/index.ts";
import { searchCustomers, type FoundCustomers } from "../customers/index.ts";
import { withSelection } from "./select.ts";

export interface PageInput {
  /** A combination of tags. Default: all customers. */
  readonly where?: string | undefined;
  /** A part of a name, or an identity. */
  readonly q?: string | undefined;
  /** Uses the members stored at that instant. */
  readonly membersAt?: Instant | undefined;
  readonly after: number;
  readonly limit: number;
}

/** One page of the customers in a combination and a search, by number. @throws COMBINATION_SYNTAX, COMBINATION_UNKNOWN */
export async function pageCustomers(ctx: Ctx, { where, q, membersAt, after, limit }: PageInput): Promise<FoundCustomers> {
  const searched = (q ?? "").trim() !== "";
  if (where === undefined) return searched ? searchCustomers({ ctx, input: { q, after, limit } }) : pageOf(ctx, EVERYBODY, after, limit);
  return withSelection({ ctx, where, membersAt }, ({ sql: selection }) =>
    searched ? searchCustomers({ ctx, input: { q, among: selection, after, limit } }) : pageOf(ctx, selection, after, limit),
  );
}

const EVERYBODY = sql`SELECT groupBitmapState(customer) AS selected FROM customers`;

async function pageOf(ctx: Ctx, selection: Sql, after: number, limit: number): Promise<FoundCustomers> {
  const page = sql`bitmapSubsetLimit(selected, toUInt32(${literal.integer(after + 1)}), toUInt32(${literal.integer(limit + 1)}))`;
  const [row] = await ctx.facts.rows<{ page: number[]; total: string }>(
    sql`
      SELECT bitmapToArray(${page}) AS page, bitmapCardinality(selected) AS total
      FROM (${selection})
    `,
  );
  const found = row!.page.toSorted((a, b) => a - b);
  const customers = found.slice(0, limit);
  return { customers, next: found.length > limit ? customers.at(-1)! : null, total: Number(row!.total) };
}
