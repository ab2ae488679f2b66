import { literal } from "../../../engine/index.ts";
import { addDays, addDuration, addToDay, subtractDuration, type Day, type Duration, type Instant } from "../../../kernel/index.ts";
import {
  anniversaryDays,
  bornUntil,
  bornUntilDay,
  boundariesOf,
  calendarSpan,
  daysBetweenSql,
  todayOf,
  type Plan,
  type ValueBoundaries,
} from "../../../rules/index.ts";
import { ofProperty, type ColumnOf } from "./propertyColumns.ts";

/** Conditions that hold for rows which cross a boundary, each in brackets, one a name. */
export interface CrossingConditions {
  readonly events: readonly string[];
  readonly attributes: readonly string[];
  /** Attribute values dated ahead whose instant has come. */
  readonly dated: readonly string[];
}

export interface Crossing {
  readonly plan: Plan;
  readonly columnOf: ColumnOf;
  readonly from: Instant;
  readonly to: Instant;
  readonly timezone: string;
  /** Leaves out the boundaries that are looked ahead for (lookAhead.ts): calendar spans, birthdays and days remain. */
  readonly withoutLookedAhead: boolean;
}

/** Which rows cross a boundary of the plan from one instant to another. */
export function crossingConditions({ plan, columnOf, from, to, timezone, withoutLookedAhead: known }: Crossing): CrossingConditions {
  const boundaries = boundariesOf(plan);
  // Time may also be turned back: evaluating as of an earlier instant crosses the same boundaries.
  const [early, late] = from < to ? [from, to] : [to, from];
  const span: Span = { early, late, timezone };
  const events: string[] = [];
  const attributes: string[] = [];
  for (const [event, { offsets, spans, properties }] of boundaries.events) {
    const ranges = known ? [] : offsets.map((offset) => between("time", span, back(offset, timezone)));
    for (const { unit, which } of spans) {
      const [before, after] = [early, late].map((asOf) => calendarSpan(unit, which, { asOf, timezone }));
      if (before![0] === after![0] && before![1] === after![1]) continue;
      for (const [start, end] of [before!, after!]) ranges.push(`(time >= ${literal.instant(start)} AND time < ${literal.instant(end)})`);
    }
    for (const [property, values] of properties) {
      const moves = (v: string) => [...(known ? [] : lengthsSql(v, values, span)), ...midnightsSql(v, values, span)];
      if (moves("v").length > 0) ranges.push(ofProperty(columnOf(event, property), (v) => `(${moves(v).join(" OR ")})`));
    }
    if (ranges.length > 0) events.push(`(event = ${literal.text(event)} AND (${ranges.join(" OR ")}))`);
  }
  for (const [attribute, values] of boundaries.attributes) {
    const moves = [...(known ? [] : lengthsSql("time", values, span)), ...midnightsSql(values.column, values, span)];
    if (moves.length > 0)
      attributes.push(`(attribute = ${literal.text(attribute)} AND (${moves.map((move) => `ifNull(${move}, false)`).join(" OR ")}))`);
  }
  // Values dated ahead: on its own, for an index knows where there are any.
  const named = [...boundaries.attributes.keys()].map(literal.text);
  const dated = known || named.length === 0 ? [] : [`attribute IN (${named.join(", ")}) AND ${between("at", span, (instant) => instant)}`];
  return { events, attributes, dated };
}

/** Two instants, the earlier first. */
interface Span {
  readonly early: Instant;
  readonly late: Instant;
  readonly timezone: string;
}

/**
 * Both ends belong to it: a window's answer changes at the border, that of "at most D ago" one millisecond after. A month ago steps back
 * a day at the midnight that begins the 29th of March, so the later border may be the earlier one.
 */
function between(value: string, { early, late }: Span, shift: (instant: Instant) => Instant): string {
  const [first, last] = [shift(early), shift(late)].toSorted((a, b) => a - b);
  return `(${value} >= ${literal.instant(first!)} AND ${value} <= ${literal.instant(last!)})`;
}

function back(duration: Duration, timezone: string): (instant: Instant) => Instant {
  return (instant) => subtractDuration(instant, duration, timezone);
}

/** Conditions on a value that crossed a length of time before or after now. */
function lengthsSql(value: string, { back: offsets, ahead: leads }: ValueBoundaries, span: Span): string[] {
  const { timezone } = span;
  return [
    ...offsets.map((offset) => between(value, span, back(offset, timezone))),
    ...leads.map((lead) => between(value, span, (instant) => addDuration(instant, lead, timezone))),
  ];
}

/** Conditions on a value that changes an answer at a midnight that lies between. */
function midnightsSql(value: string, { anniversaries, years, days: borders, column }: ValueBoundaries, span: Span): string[] {
  const { early, late, timezone } = span;
  const moves: string[] = [];
  const [today, tomorrow] = [early, late].map((asOf) => todayOf({ asOf, timezone })) as [Day, Day];
  if (today !== tomorrow)
    for (const border of borders) {
      const [first, last] = [addToDay(today, border), addToDay(tomorrow, border)].toSorted();
      moves.push(daysBetweenSql(value, first!, last!));
    }
  for (const age of years) moves.push(...turnedSql(age, value, column, span));
  for (const days of anniversaries) {
    const [before, after] = [early, late].map((asOf) => new Set(anniversaryDays({ asOf, timezone }, days)));
    const turned = [...before!.symmetricDifference(after!)];
    const local = column === "date" ? value : `toTimeZone(${value}, ${literal.text(timezone)})`;
    if (turned.length > 0) moves.push(`(toMonth(${local}) * 100 + toDayOfMonth(${local})) IN (${turned.map(literal.integer).join(", ")})`);
  }
  return moves;
}

/** Who turned that many years old. */
function turnedSql(years: number, value: string, column: ValueBoundaries["column"], { early, late, timezone }: Span): string[] {
  if (column === "date") {
    const [from, until] = [early, late].map((asOf) => bornUntilDay(years, { asOf, timezone }));
    return from === until ? [] : [daysBetweenSql(value, from!, addDays(until!, -1))];
  }
  const [from, until] = [early, late].map((asOf) => bornUntil(years, { asOf, timezone }));
  return from === until ? [] : [`(${value} >= ${literal.instant(from!)} AND ${value} < ${literal.instant(until!)})`];
}
