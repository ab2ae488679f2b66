import { literal, sql, type Ctx } from "../engine/index.ts";

/** Whether a tag ever had a customer or a value, or somebody decided by hand about one. The history counts, not only the present. */
export async function wasEverUsed({ records, facts }: Pick<Ctx, "records" | "facts">, tag: number): Promise<boolean> {
  const decided = await records.selectFrom("overrides").select("id").where("tag", "=", tag).limit(1).executeTakeFirst();
  if (decided) return true;
  const own = sql`tag = ${literal.integer(tag)}`;
  const rows = await facts.rows(
    sql`
      SELECT 1 AS found
      FROM (
        SELECT tag FROM members FINAL WHERE ${own} AND bitmapHasAny(customers, customers)
        UNION ALL
        SELECT tag FROM membership_changes WHERE ${own}
        UNION ALL
        SELECT tag FROM metrics FINAL WHERE ${own} AND (isNotNull(number) OR isNotNull(time))
      )
      LIMIT 1
    `,
  );
  return rows.length > 0;
}
