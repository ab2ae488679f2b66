import { literal, sql, type Ctx } from "../engine/index.ts";

/** Two tags that some customers have both. Numbers of the fact store. */
export interface Overlap {
  readonly tags: readonly [number, number];
  readonly customers: number;
}

const MAX_PAIRS = 1_000;

/** The pairs of tags within each set that have members in common, those with the most customers first; at most 1,000. */
export async function countOverlaps(ctx: Pick<Ctx, "facts">, sets: readonly (readonly number[])[]): Promise<Overlap[]> {
  const tags = sets.flatMap((set, index) => set.map((tag) => ({ tag: literal.integer(tag), place: literal.integer(index) })));
  if (tags.length < 2) return [];
  const numbers = sql.join(tags.map(({ tag }) => tag));
  const place = sql`transform(tag, [${numbers}], [${sql.join(tags.map((each) => each.place))}], 0)`;
  const members = sql`
    SELECT tag, ${place} AS place, groupBitmapMergeState(customers) AS customers
    FROM members FINAL
    WHERE tag IN (${numbers})
    GROUP BY tag
  `;
  const rows = await ctx.facts.rows<{ one: number; two: number; both: string }>(
    sql`
      SELECT a.tag AS one, b.tag AS two, bitmapAndCardinality(a.customers, b.customers) AS both
      FROM (${members}) AS a
      INNER JOIN (${members}) AS b ON a.place = b.place
      WHERE a.tag < b.tag AND both > 0
      ORDER BY both DESC, one, two
      LIMIT ${literal.integer(MAX_PAIRS)}
    `,
    { lane: "heavy" },
  );
  return rows.map(({ one, two, both }) => ({ tags: [one, two], customers: Number(both) }));
}
