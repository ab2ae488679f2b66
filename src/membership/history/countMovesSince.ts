import { literal, type Ctx, sql } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";

/** Moves into and out of each tag from an instant on, by the number of the tag. A customer who only changed the tier did not move. */
export async function countMovesSince(
  ctx: Ctx,
  since: Instant,
): Promise<ReadonlyMap<number, { readonly entered: number; readonly left: number }>> {
  const byEvaluation = sql`
    SELECT
      tag,
      groupBitmapMergeState(l.entered) AS come,
      groupBitmapMergeState(l.left) AS gone,
      bitmapAndnotCardinality(come, gone) AS entered,
      bitmapAndnotCardinality(gone, come) AS left
    FROM membership_changes AS l
    WHERE l.at >= ${literal.instant(since)}
    GROUP BY tag, evaluation
  `;
  const rows = await ctx.facts.rows<{ tag: number; entered: string; left: string }>(
    sql`
      SELECT tag, sum(m.entered) AS entered, sum(m.left) AS left
      FROM (${byEvaluation}) AS m
      GROUP BY tag
    `,
  );
  return new Map(rows.map(({ tag, entered, left }) => [tag, { entered: Number(entered), left: Number(left) }]));
}
