import { instantOfFacts, literal, type Ctx } from "../../../engine/index.ts";
import { addDuration, subtractDuration, type Duration, type Instant } from "../../../kernel/index.ts";
import { boundariesOf, calendarSpan, changesAtMidnight, heldDurations, needsEverybody } from "../../../rules/index.ts";
import { HORIZON, nextCrossing } from "./lookAhead.ts";
import { fieldsOf, ofField } from "./propertyColumns.ts";
import { knownTags } from "../../currentTags.ts";
import { wholeDue } from "../populationWide.ts";
import { nextOverrideExpiry } from "../../../membership/index.ts";

/**
 * The next instant after `from` at which time alone may change somebody's answer, or at which to ask again: never later than a minute
 * ahead. Between now and then there is nothing to do, however many tags there are.
 */
export async function nextDue(ctx: Ctx, from: Instant): Promise<Instant> {
  const { timezone } = ctx.workspace;
  const { set, plan } = await knownTags(ctx);
  const boundaries = boundariesOf(plan);
  const hour = (Math.floor(from / 3_600_000) + 1) * 3_600_000;
  const until = from + HORIZON;
  const due = [until, wholeDue(ctx) ?? until, (await nextOverrideExpiry(ctx, from)) ?? until];
  // Tags over everybody have a turn when the hour turns, for expected purchases fall due at nobody's event.
  if (needsEverybody(plan)) due.push(hour);
  for (const { tag, duration } of heldDurations(plan)) {
    const range = crossing(from, until, (at) => subtractDuration(at, duration, timezone), "at");
    const [row] = await ctx.facts.rows<{ entered: string | null }>(
      `SELECT minOrNull(l.at) AS entered FROM ledger AS l WHERE tag = ${literal.integer(set.tags.get(tag)!.id)} AND ${range}`,
    );
    if (row?.entered) due.push(addDuration(instantOfFacts(row.entered), duration, timezone));
  }
  const midnight = calendarSpan("day", "this", { asOf: from, timezone })[1];
  const values = [
    ...boundaries.attributes.values(),
    ...[...boundaries.events.values()].flatMap(({ properties }) => [...properties.values()]),
  ];
  if ([...boundaries.events.values()].some(({ spans }) => spans.length > 0) || values.some(changesAtMidnight)) due.push(midnight);
  const next = await nextCrossing(ctx, plan, from);
  if (next !== null) return Math.max(from + 1, Math.min(...due, next));
  // Where a border of months steps back, at the end of a month or of summer time, nothing tells when but looking.
  due.push(midnight, from + 1_000);
  const fieldOf = await fieldsOf(ctx, boundaries);
  for (const [event, { offsets, properties }] of boundaries.events) {
    for (const [property, { back, ahead }] of properties) {
      const near = (value: string) => lengthsSql(value, back, ahead).join(" OR ");
      if (back.length + ahead.length === 0) continue;
      const [found] = await ctx.facts.rows(
        `SELECT 1 FROM events WHERE event = ${literal.text(event)} AND ${ofField(fieldOf(event, property), (v) => `(${near(v)})`)} LIMIT 1`,
        { lane: "heavy" },
      );
      if (found) due.push(from + 1_000);
    }
    const columns = offsets.map(
      (offset, index) => `minOrNullIf(time, ${crossing(from, until, (at) => subtractDuration(at, offset, timezone))}) AS d${index}`,
    );
    const ranges = offsets.map((offset) => crossing(from, until, (at) => subtractDuration(at, offset, timezone)));
    const [row] = await ctx.facts.rows<Record<string, string | null>>(
      `SELECT ${columns.join(", ")} FROM events WHERE event = ${literal.text(event)} AND (${ranges.join(" OR ")})`,
      { lane: "heavy" },
    );
    for (const [index, offset] of offsets.entries()) {
      const time = row?.[`d${index}`];
      if (time) due.push(addDuration(instantOfFacts(time), offset, timezone));
    }
  }
  for (const [attribute, { back, ahead }] of boundaries.attributes) {
    const ranges = [crossing(from, until, (at) => at, "at"), ...lengthsSql("time", back, ahead)];
    const [row] = await ctx.facts.rows<{ any: string }>(
      `SELECT count() AS any FROM attribute_values WHERE attribute = ${literal.text(attribute)} AND (${ranges.map((range) => `ifNull(${range}, false)`).join(" OR ")})`,
      { lane: "heavy" },
    );
    // Attributes seldom cross anything; a second is soon enough to look again.
    if (row && row.any !== "0") due.push(from + 1_000);
  }
  return Math.max(from + 1, Math.min(...due));

  function lengthsSql(value: string, back: readonly Duration[], ahead: readonly Duration[]): string[] {
    return [
      ...back.map((offset) => crossing(from, until, (at) => subtractDuration(at, offset, timezone), value)),
      ...ahead.map((lead) => crossing(from, until, (at) => addDuration(at, lead, timezone), value)),
    ];
  }
}

function crossing(from: Instant, until: Instant, shift: (at: Instant) => Instant, column = "time"): string {
  // Of what lies on the border itself some answers changed just now and some will a millisecond later.
  const [first, last] = [shift(from), shift(until)].toSorted((a, b) => a - b);
  return `(${column} >= ${literal.instant(first!)} AND ${column} <= ${literal.instant(last!)})`;
}
