import { literal, type Ctx, sql } from "../../engine/index.ts";

/** Tags whose members changed in evaluations after this one, by number, with their members now. */
export async function membersSince(ctx: Pick<Ctx, "facts">, evaluation: number): Promise<{ tag: number; members: number }[]> {
  const rows = await ctx.facts.rows<{ tag: number; members: string }>(
    sql`
      SELECT tag, sum(bitmapCardinality(customers)) AS members
      FROM members FINAL
      WHERE tag IN (
        SELECT tag
        FROM members
        WHERE evaluation > ${literal.integer(evaluation)}
      )
      GROUP BY tag
      ORDER BY tag
    `,
  );
  return rows.map(({ tag, members }) => ({ tag, members: Number(members) }));
}
