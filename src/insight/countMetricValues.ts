import { type Ctx, sql } from "../engine/index.ts";
import { isZeroWithout } from "../membership/index.ts";
import type { TagSet } from "../tags/index.ts";

/** The number of customers with a value of each metric tag. A count or sum without events is 0, not missing, so each customer has one. */
export async function countMetricValues(ctx: Ctx, set: TagSet, customers: number): Promise<Map<number, number>> {
  const rows = await ctx.facts.rows<{ tag: number; known: string }>(
    sql`
      SELECT tag, count() AS known
      FROM metrics FINAL
      WHERE isNotNull(number) OR isNotNull(time)
      GROUP BY tag
      ORDER BY tag
    `,
  );
  const counts = new Map(rows.map((row) => [row.tag, Number(row.known)]));
  for (const tag of set.tags.values()) if (isZeroWithout(tag.rule)) counts.set(tag.id, customers);
  return counts;
}
