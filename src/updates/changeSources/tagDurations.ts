import { instantOfFacts, literal, sql, type Sql } from "../../engine/index.ts";
import { addDuration, subtractDuration, type Duration, type Instant } from "../../kernel/index.ts";
import { heldDurations } from "../../rules/index.ts";
import { LOOK_AHEAD_MILLISECONDS, type ChangeSource, type Update, type Watched } from "../changeSource.ts";

/** Customers who have had a tag for exactly the duration that a rule asks for: `{ tag: vip, for: 30d }`. */
export const TAG_DURATIONS: ChangeSource = {
  async isPending(update) {
    const reached = reachedSql(update).map(({ where }) => sql`(${where})`);
    if (reached.length === 0) return false;
    const first = sql`
      SELECT 1
      FROM membership_changes
      WHERE ${sql.or(reached)}
      LIMIT 1
    `;
    return (await update.ctx.facts.rows(first, { lane: "heavy" })).length > 0;
  },
  changedCustomers: async (update) =>
    reachedSql(update).map(
      ({ tag, where }) =>
        sql`
          SELECT 'clock' AS cause, 'tag' AS kind, ${literal.text(tag)} AS name, arrayJoin(bitmapToArray(entered)) AS customer
          FROM membership_changes
          WHERE ${where}
        `,
    ),
  async nextInstant({ ctx, from, tags }) {
    const next: Instant[] = [];
    for (const { tag, duration } of heldDurations(tags.plan)) {
      const where = enteredSql({ ctx, tags }, tag, duration, from, from + LOOK_AHEAD_MILLISECONDS);
      const [row] = await ctx.facts.rows<{ entered: string | null }>(
        sql`
          SELECT minOrNull(l.at) AS entered
          FROM membership_changes AS l
          WHERE ${where}
        `,
      );
      if (row?.entered) next.push(addDuration(instantOfFacts(row.entered), duration, ctx.workspace.timezone));
    }
    return next.length === 0 ? null : Math.min(...next);
  },
};

/** Conditions on the history for customers who reached such a duration between the two instants. */
function reachedSql({ ctx, tags, from, asOf }: Update): { readonly tag: string; readonly where: Sql }[] {
  if (from === asOf) return [];
  return heldDurations(tags.plan).map(({ tag, duration }) => ({ tag, where: enteredSql({ ctx, tags }, tag, duration, from, asOf) }));
}

/** Entries a duration before the two instants, both included. With months the order of the two can change. */
function enteredSql({ ctx, tags }: Pick<Watched, "ctx" | "tags">, tag: string, duration: Duration, from: Instant, to: Instant): Sql {
  const [first, last] = [from, to].map((instant) => subtractDuration(instant, duration, ctx.workspace.timezone)).toSorted((a, b) => a - b);
  return sql`tag = ${literal.integer(tags.idOf(tag))} AND at >= ${literal.instant(first!)} AND at <= ${literal.instant(last!)}`;
}
