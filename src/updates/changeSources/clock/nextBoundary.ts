import { instantOfFacts, literal, sql } from "../../../engine/index.ts";
import { addDuration, subtractDuration, type Instant } from "../../../kernel/index.ts";
import { boundariesOf, calendarSpan, changesAtMidnight } from "../../../rules/index.ts";
import { LOOK_AHEAD_MILLISECONDS, type Watched } from "../../changeSource.ts";
import { nextCrossedAhead } from "./lookAhead.ts";

/** When the next crossing of a value cannot be computed, the store is asked again after this time. */
const RETRY_MILLISECONDS = 1_000;

/** The next instant at which a row crosses a boundary, or at which to ask again. */
export async function nextBoundaryCrossed(watched: Watched): Promise<Instant> {
  const { ctx, from, tags } = watched;
  const { events, attributes } = boundariesOf(tags.plan);
  const midnight = calendarSpan("day", "this", { asOf: from, timezone: ctx.workspace.timezone })[1];
  const values = [...attributes.values(), ...[...events.values()].flatMap(({ properties }) => [...properties.values()])];
  const hasDays = [...events.values()].some(({ spans }) => spans.length > 0) || values.some(changesAtMidnight);
  const next = await nextCrossedAhead(watched);
  if (next !== null) return hasDays ? Math.min(midnight, next) : next;
  // At the end of a month or of summer time a boundary of months steps back. Values that cross it then are found by asking again.
  return Math.min(midnight, from + RETRY_MILLISECONDS, ...(await nextEventsInStore(watched)));
}

/** When the next event of each kind crosses a boundary by its own time, from the store. */
async function nextEventsInStore({ ctx, from, tags }: Watched): Promise<Instant[]> {
  const { timezone } = ctx.workspace;
  const next: Instant[] = [];
  for (const [event, { offsets }] of boundariesOf(tags.plan).events) {
    if (offsets.length === 0) continue;
    const ranges = offsets.map((offset) => {
      const [first, last] = [from, from + LOOK_AHEAD_MILLISECONDS]
        .map((now) => subtractDuration(now, offset, timezone))
        .toSorted((a, b) => a - b);
      // An event exactly on the boundary is included: some answers change there, others one millisecond later.
      return sql`(time >= ${literal.instant(first!)} AND time <= ${literal.instant(last!)})`;
    });
    const columns = ranges.map((range, index) => sql`minOrNullIf(time, ${range}) AS d${literal.integer(index)}`);
    const [row] = await ctx.facts.rows<Record<string, string | null>>(
      sql`
        SELECT ${sql.join(columns)}
        FROM events
        WHERE event = ${literal.text(event)} AND (${sql.join(ranges, " OR ")})
      `,
      { lane: "heavy" },
    );
    for (const [index, offset] of offsets.entries()) {
      const time = row?.[`d${index}`];
      if (time) next.push(addDuration(instantOfFacts(time), offset, timezone));
    }
  }
  return next;
}
