import { STORED_TYPES } from "../../../catalogue/index.ts";
import { textLiteral as literal, unconverted } from "../../../engine/index.ts";
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
  readonly events: readonly string[];
  readonly attributes: readonly string[];
  /** Attribute values with a future date that has now come. */
  readonly dated: readonly string[];
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
  const events: string[] = [];
  const attributes: string[] = [];
  for (const [event, { offsets, spans, properties }] of boundaries.events) {
    const ranges = withoutLookedAhead ? [] : offsets.map((offset) => between("time", span, back(offset, timezone)));
    for (const { unit, which } of spans) {
      const [before, after] = [early, late].map((asOf) => calendarSpan(unit, which, { asOf, timezone }));
      if (before![0] === after![0] && before![1] === after![1]) continue;
      for (const [start, end] of [before!, after!]) ranges.push(`(time >= ${literal.instant(start)} AND time < ${literal.instant(end)})`);
    }
    for (const [property, values] of properties) {
      const moves = (v: string) => [...(withoutLookedAhead ? [] : lengthsSql(v, values, span)), ...midnightsSql(v, values, span)];
      if (moves("v").length > 0) ranges.push(ofProperty(columnOf(event, property), (v) => `(${moves(v).join(" OR ")})`));
    }
    if (ranges.length > 0) events.push(`(event = ${literal.text(event)} AND (${ranges.join(" OR ")}))`);
  }
  for (const [attribute, values] of boundaries.attributes) {
    const moves = [
      ...(withoutLookedAhead ? [] : lengthsSql("time", values, span)),
      ...midnightsSql(columnOfAttribute(values), values, span),
    ];
    if (moves.length > 0)
      attributes.push(`(attribute = ${literal.text(attribute)} AND (${moves.map((move) => `ifNull(${move}, false)`).join(" OR ")}))`);
  }
  // Values with a future date have a condition of their own, because an index finds them.
  const named = [...boundaries.attributes.keys()].map(literal.text);
  const dated =
    withoutLookedAhead || named.length === 0 ? [] : [`attribute IN (${named.join(", ")}) AND ${between("at", span, (instant) => instant)}`];
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
function between(value: string, { early, late }: Span, shift: (instant: Instant) => Instant): string {
  const [first, last] = [shift(early), shift(late)].toSorted((a, b) => a - b);
  return `(${value} >= ${literal.instant(first!)} AND ${value} <= ${literal.instant(last!)})`;
}

function back(duration: Duration, timezone: string): (instant: Instant) => Instant {
  return (instant) => subtractDuration(instant, duration, timezone);
}

/** Conditions for a value that crossed a duration before or after now. */
function lengthsSql(value: string, { back: offsets, ahead: leads }: ValueBoundaries, span: Span): string[] {
  const { timezone } = span;
  return [
    ...offsets.map((offset) => between(value, span, back(offset, timezone))),
    ...leads.map((lead) => between(value, span, (instant) => addDuration(instant, lead, timezone))),
  ];
}

/** Conditions for a value whose answer changes at a midnight between the two instants. */
function midnightsSql(value: string, { anniversaries, years, days: borders, type }: ValueBoundaries, span: Span): string[] {
  const { early, late, timezone } = span;
  const moves: string[] = [];
  const [today, tomorrow] = [early, late].map((asOf) => todayOf({ asOf, timezone })) as [Day, Day];
  if (today !== tomorrow)
    for (const border of borders) {
      const [first, last] = [addToDay(today, border), addToDay(tomorrow, border)].toSorted();
      moves.push(daysBetweenSql(unconverted(value), first!, last!).text);
    }
  for (const age of years) {
    const turned = placeOf(type!).turnedSql(unconverted(value), age, span);
    if (turned !== null) moves.push(turned.text);
  }
  for (const days of anniversaries) {
    const [before, after] = [early, late].map((asOf) => new Set(anniversaryDays({ asOf, timezone }, days)));
    const turned = [...before!.symmetricDifference(after!)];
    const local = placeOf(type!).localSql(unconverted(value), timezone);
    if (turned.length > 0) moves.push(`(toMonth(${local}) * 100 + toDayOfMonth(${local})) IN (${turned.map(literal.integer).join(", ")})`);
  }
  return moves;
}

/** The column of the attribute's type; without tests against now there is nothing to ask of it. */
function columnOfAttribute({ type }: ValueBoundaries): string {
  return type === null ? "" : STORED_TYPES[type].column;
}
