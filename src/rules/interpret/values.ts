import {
  dayOf,
  numbersOf,
  startOfDay,
  subtractDuration,
  wallClock,
  daysInMonth,
  type Day,
  type Decimal,
  type Duration,
  type Instant,
} from "../../kernel/index.ts";
import type { Comparison, Operator } from "../language/ast.ts";

/**
 * A value in the interpreter: decimals as bigints of millionths, dates as `2026-01-31`, times as instants, lists of texts or (of a
 * sequence) of instants.
 */
export type Seen = string | Decimal | boolean | Instant | readonly string[] | readonly Instant[] | readonly Cycle[];

/**
 * A product that the customer buys again and again, with the interval in milliseconds after which the next purchase is expected: the
 * customer's own, or the median of all.
 */
export interface Cycle {
  readonly value: string;
  readonly intervals: number;
  readonly last: Instant;
  readonly interval: number;
  readonly own: boolean;
}

/** The instant and time zone of an answer. */
export interface Moment {
  readonly asOf: Instant;
  readonly timezone: string;
}

export function compare<T extends bigint | number | string | boolean>(op: Operator, a: T, b: T): boolean {
  switch (op) {
    case "eq":
      return a === b;
    case "neq":
      return a !== b;
    case "gt":
      return a > b;
    case "gte":
      return a >= b;
    case "lt":
      return a < b;
    case "lte":
      return a <= b;
  }
}

export function compareWith<T, V extends bigint | number | string | boolean>(
  is: Comparison<T>,
  value: V,
  convert: (wanted: T) => V,
): boolean {
  if (is.op === "all") return is.of.every((part) => compareWith(part, value, convert));
  if (is.op === "between") return value >= convert(is.low) && value <= convert(is.high);
  if (is.op === "notBetween") return value < convert(is.low) || value > convert(is.high);
  return compare(is.op, value, convert(is.value));
}

/** Orders texts as the fact store does: by UTF-8 bytes, which is the order of code points. */
export function orderOfTexts(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const difference = left[index]!.codePointAt(0)! - right[index]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Compares asOf − instant with a duration. An earlier instant means a longer duration, so the operators are reversed. */
export function elapsed(is: Comparison<Duration>, instant: Instant, moment: Moment): boolean {
  const back = (duration: Duration) => subtractDuration(moment.asOf, duration, moment.timezone);
  if (is.op === "all") return is.of.every((part) => elapsed(part, instant, moment));
  if (is.op === "between") return instant <= back(is.low) && instant >= back(is.high);
  if (is.op === "notBetween") return instant > back(is.low) || instant < back(is.high);
  const border = back(is.value);
  switch (is.op) {
    case "eq":
      return instant === border;
    case "neq":
      return instant !== border;
    case "gt":
      return instant < border;
    case "gte":
      return instant <= border;
    case "lt":
      return instant > border;
    case "lte":
      return instant >= border;
  }
}

export function todayOf({ asOf, timezone }: Moment): Day {
  return dayOf(asOf, timezone);
}

/** The reverse comparison: an earlier day or instant is longer ago. */
export const MIRRORED: Readonly<Record<Operator, Operator>> = { eq: "eq", neq: "neq", gt: "lt", gte: "lte", lt: "gt", lte: "gte" };

/**
 * The days of the year (month × 100 + day) whose anniversary is between today and `days` days ahead, in the workspace's zone. In years
 * without 29 February its anniversary is 28 February.
 */
export function anniversaryDays({ asOf, timezone }: Moment, days: number): readonly number[] {
  const today = wallClock(asOf, timezone);
  const found = new Set<number>();
  for (let ahead = 0; ahead <= days; ahead++) {
    const date = new Date(Date.UTC(today.year, today.month - 1, today.day + ahead));
    const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    found.add(month * 100 + day);
    if (month === 2 && day === 28 && daysInMonth(year, 2) === 28) found.add(229);
  }
  return [...found];
}

/** The first birth date of people who have not reached that age: the day after the last birth date that has. */
export function bornUntilDay(years: number, moment: Moment): Day {
  const [year, month, day] = numbersOf(todayOf(moment));
  const born = year - years;
  const isLastOfFebruary = month === 2 && day === daysInMonth(year, 2);
  const next = new Date(isLastOfFebruary ? Date.UTC(born, 2, 1) : Date.UTC(born, month - 1, day + 1));
  return next.toISOString().slice(0, 10);
}

/** The first instant of birth of people who have not reached that age. */
export function bornUntil(years: number, moment: Moment): Instant {
  return startOfDay(bornUntilDay(years, moment), moment.timezone);
}
