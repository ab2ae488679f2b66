import { literal, sql, type Ctx } from "../engine/index.ts";

/** The most customers that are named. */
const MAX_NAMED = 10_000;

export interface CustomersOver {
  readonly count: number;
  /** Their numbers in order, at most 10,000. */
  readonly customers: readonly number[];
}

/**
 * The customers who would have more than `limit` of some tags, and more than now, with the members of a staging table. Only customers who enter a tag are
 * looked at, so the work grows with the change and not with the members that a tag has.
 * @param staged tags whose members all stand in `table` @param others tags that stay as they are
 */
export async function customersOver(
  ctx: Ctx,
  { table, staged, others, limit }: { table: string; staged: readonly number[]; others: readonly number[]; limit: number },
): Promise<CustomersOver> {
  if (staged.length === 0) return { count: 0, customers: [] };
  const among = (tags: readonly number[]) => sql`tag IN (${sql.join([0, ...tags].map(literal.integer))})`;
  const found = sql`
    SELECT tag, groupBitmapMergeState(customers) AS bitmap
    FROM ${sql.id(table)}
    WHERE ${among(staged)}
    GROUP BY tag`;
  const stored = (tags: readonly number[]) => sql`
    SELECT tag, groupBitmapMergeState(customers) AS bitmap
    FROM members FINAL
    WHERE ${among(tags)}
    GROUP BY tag`;
  const entering = sql`
    SELECT groupBitmapMergeState(bitmapAndnot(found, was))
    FROM (
      SELECT
        tag,
        groupBitmapMergeStateIf(bitmap, after) AS found,
        groupBitmapMergeStateIf(bitmap, NOT after) AS was
      FROM (
        SELECT tag, bitmap, true AS after FROM (${found})
        UNION ALL
        SELECT tag, bitmap, false AS after FROM (${stored(staged)})
      )
      GROUP BY tag
    )`;
  const customers = sql`arrayJoin(bitmapToArray(bitmapAnd(bitmap, (SELECT entering FROM entered))))`;
  const [row] = await ctx.facts.rows<{ count: string; numbers: number[] }>(
    sql`
      WITH entered AS (SELECT (${entering}) AS entering)
      SELECT count() AS count, groupArray(${literal.integer(MAX_NAMED)})(customer) AS numbers
      FROM (
        SELECT customer, sum(after) AS has, sum(before) AS had
        FROM (
          SELECT ${customers} AS customer, 1 AS after, 1 AS before FROM (${stored(others)})
          UNION ALL
          SELECT ${customers} AS customer, 1 AS after, 0 AS before FROM (${found})
          UNION ALL
          SELECT ${customers} AS customer, 0 AS after, 1 AS before FROM (${stored(staged)})
        )
        GROUP BY customer
        HAVING has > ${literal.integer(limit)} AND has > had
        ORDER BY customer
      )`,
    { lane: "heavy" },
  );
  return { count: Number(row!.count), customers: row!.numbers };
}

/** The most tags of these that one customer has, and how many customers have at least `limit`. */
export async function fullestCustomer(ctx: Ctx, tags: readonly number[], limit: number): Promise<{ most: number; full: number }> {
  const [row] = await ctx.facts.rows<{ most: string; full: string }>(
    sql`
      SELECT max(tags) AS most, countIf(tags >= ${literal.integer(limit)}) AS full
      FROM (
        SELECT arrayJoin(bitmapToArray(customers)) AS customer, count() AS tags
        FROM members FINAL
        WHERE tag IN (${sql.join([0, ...tags].map(literal.integer))})
        GROUP BY customer
      )`,
    { lane: "heavy" },
  );
  return { most: Number(row!.most), full: Number(row!.full) };
}
