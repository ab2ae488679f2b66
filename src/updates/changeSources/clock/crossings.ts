import { STORED_TYPES } from "../../../catalogue/index.ts";
import { literal, sql, type Sql } from "../../../engine/index.ts";
import { addDuration, addToDay, subtractDuration, type Day, type Duration, type Instant } from "../../../kernel/index.ts";
import {
  anniversaryDays,
  boundariesOf,
  calendarSpan,
  daysBetweenSql,
  placeOf,
  todayOf,
  type Plan,
  type ValueBoundaries,
} from "../../../rules/index.ts";
import { ofProperty, type ColumnOf } from "./propertyColumns.ts";

/** Conditions for rows that cross a boundary, each in brackets, one per name. */
export interface CrossingConditions {
  readonly events: readonly Sql[];
  readonly attributes: readonly Sql[];
  /** Attribute values with a future date that has now come. */
  readonly dated: readonly Sql[];
}

export interface Crossing {
  readonly plan: Plan;
  readonly columnOf: ColumnOf;
  readonly from: Instant;
  readonly to: Instant;
  readonly timezone: string;
  /** Leaves out the boundaries that lookAhead.ts covers. Calendar spans, birthdays and days remain. */
  readonly withoutLookedAhead: boolean;
}

/** Conditions for rows that cross a boundary of the plan between two instants. */
export function crossingConditions({ plan, columnOf, from, to, timezone, withoutLookedAhead }: Crossing): CrossingConditions {
  const boundaries = boundariesOf(plan);
  // Time may also go back: an evaluation as of an earlier instant crosses the same boundaries.
  const [early, late] = from < to ? [from, to] : [to, from];
  const span: Span = { early, late, timezone };
  const events: Sql[] = [];
  const attributes: Sql[] = [];
  for (const [event, { offsets, spans, properties }] of boundaries.events) {
    const ranges = withoutLookedAhead ? [] : offsets.map((offset) => between(sql`time`, span, back(offset, timezone)));
    for (const { unit, which } of spans) {
      const [before, after] = [early, late].map((asOf) => calendarSpan(unit, which, { asOf, timezone }));
      if (before![0] === after![0] && before![1] === after![1]) continue;
      for (const [start, end] of [before!, after!])
        ranges.push(sql`(time >= ${literal.instant(start)} AND time < ${literal.instant(end)})`);
    }
    for (const [property, values] of properties) {
      const moves = (value: Sql) => [...(withoutLookedAhead ? [] : lengthsSql(value, values, span)), ...midnightsSql(value, values, span)];
      if (moves(sql`v`).length > 0) ranges.push(ofProperty(columnOf(event, property), (value) => sql`(${sql.join(moves(value), " OR ")})`));
    }
    if (ranges.length > 0) events.push(sql`(event = ${literal.text(event)} AND (${sql.join(ranges, " OR ")}))`);
  }
  for (const [attribute, values] of boundaries.attributes) {
    const moves = [
      ...(withoutLookedAhead ? [] : lengthsSql(sql`time`, values, span)),
      ...midnightsSql(columnOfAttribute(values), values, span),
    ];
    const moved = moves.map((move) => sql`ifNull(${move}, false)`);
    if (moved.length > 0) attributes.push(sql`(attribute = ${literal.text(attribute)} AND (${sql.join(moved, " OR ")}))`);
  }
  // Values with a future date have a condition of their own, because an index finds them.
  const named = [...boundaries.attributes.keys()].map(literal.text);
  const hasCome = between(sql`at`, span, (instant) => instant);
  const dated = withoutLookedAhead || named.length === 0 ? [] : [sql`(attribute IN (${sql.join(named)}) AND ${hasCome})`];
  return { events, attributes, dated };
}

/** Two instants, the earlier one first, and the time zone. */
interface Span {
  readonly early: Instant;
  readonly late: Instant;
  readonly timezone: string;
}

/**
 * Both ends are included: a window's answer changes at the border, the answer of "at most D ago" one millisecond later. "A month ago" steps
 * back a day at the midnight before 29 March, so the later instant may have the earlier border.
 */
function between(value: Sql, { early, late }: Span, shift: (instant: Instant) => Instant): Sql {
  const [first, last] = [shift(early), shift(late)].toSorted((a, b) => a - b);
  return sql`(${value} >= ${literal.instant(first!)} AND ${value} <= ${literal.instant(last!)})`;
}

function back(duration: Duration, timezone: string): (instant: Instant) => Instant {
  return (instant) => subtractDuration(instant, duration, timezone);
}

/** Conditions for a value that crossed a duration before or after now. */
function lengthsSql(value: Sql, { back: offsets, ahead: leads }: ValueBoundaries, span: Span): Sql[] {
  const { timezone } = span;
  return [
    ...offsets.map((offset) => between(value, span, back(offset, timezone))),
    ...leads.map((lead) => between(value, span, (instant) => addDuration(instant, lead, timezone))),
  ];
}

/** Conditions for a value whose answer changes at a midnight between the two instants. */
function midnightsSql(value: Sql, { anniversaries, years, days: borders, type }: ValueBoundaries, span: Span): Sql[] {
  const { early, late, timezone } = span;
  const moves: Sql[] = [];
  const [today, tomorrow] = [early, late].map((asOf) => todayOf({ asOf, timezone })) as [Day, Day];
  if (today !== tomorrow)
    for (const border of borders) {
      const [first, last] = [addToDay(today, border), addToDay(tomorrow, border)].toSorted();
      moves.push(daysBetweenSql(value, first!, last!));
    }
  for (const age of years) {
    const turned = placeOf(type!).turnedSql(value, age, span);
    if (turned !== null) moves.push(turned);
  }
  for (const days of anniversaries) {
    const [before, after] = [early, late].map((asOf) => new Set(anniversaryDays({ asOf, timezone }, days)));
    const turned = [...before!.symmetricDifference(after!)];
    const local = placeOf(type!).localSql(value, timezone);
    if (turned.length > 0)
      moves.push(sql`(toMonth(${local}) * 100 + toDayOfMonth(${local})) IN (${sql.join(turned.map(literal.integer))})`);
  }
  return moves;
}

/** The column of the attribute's type; without tests against now there is nothing to ask of it. */
function columnOfAttribute({ type }: ValueBoundaries): Sql {
  return type === null ? sql.empty : sql.id(STORED_TYPES[type].column);
}
