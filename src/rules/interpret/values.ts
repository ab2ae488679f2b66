import {
  addToDay,
  dayOf,
  numbersOf,
  parseDecimal,
  startOfDay,
  subtractDuration,
  subtractFromDay,
  addDuration,
  wallClock,
  daysInMonth,
  type Day,
  type Decimal,
  type Duration,
  type Instant,
} from "../../kernel/index.ts";
import type { Comparison, Operator, Scalar, Test, ValueType } from "../language/ast.ts";
import { foldedTest, foldedText } from "../language/letters.ts";
import { compiledPattern } from "../language/pattern/pattern.ts";

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

/** Whether one value passes one test. A missing value passes no test except `isSet: false`. */
export function passes(test: Test, type: ValueType, value: Seen | undefined, moment: Moment): boolean {
  const known = value !== undefined && !(Array.isArray(value) && value.length === 0);
  if (test.op === "isSet") return known === test.value;
  if (!known) return false;
  switch (test.op) {
    case "eq":
    case "neq":
    case "gt":
    case "gte":
    case "lt":
    case "lte":
      return compare(test.op, value as string, scalar(test.value, type) as string);
    case "between":
    case "notBetween":
      return compareWith<Scalar, string>(test, value as string, (wanted) => scalar(wanted, type) as string);
    case "in":
      return test.values.some((wanted) => scalar(wanted, type) === value);
    case "notIn":
      return !test.values.some((wanted) => scalar(wanted, type) === value);
    case "contains":
      return (value as string).includes(test.value);
    case "containsAny":
      return test.values.some((word) => (value as string).includes(word));
    case "startsWith":
      return (value as string).startsWith(test.value);
    case "endsWith":
      return (value as string).endsWith(test.value);
    case "matches":
      return compiledPattern(test.value).test(value as string);
    case "ignoringCase":
      if (test.test.op === "matches") return compiledPattern(test.test.value, true).test(value as string);
      return passes(foldedTest(test.test), type, foldedText(value as string), moment);
    case "hasAny":
      return test.values.some((wanted) => (value as readonly string[]).includes(wanted));
    case "hasAll":
      return test.values.every((wanted) => (value as readonly string[]).includes(wanted));
    case "withinLast":
      if (type === "date") return isBetween(value as Day, subtractFromDay(todayOf(moment), test.duration), todayOf(moment));
      return (value as Instant) > subtractDuration(moment.asOf, test.duration, moment.timezone) && (value as Instant) <= moment.asOf;
    case "withinNext":
      if (type === "date") return isBetween(value as Day, todayOf(moment), addToDay(todayOf(moment), test.duration));
      return (value as Instant) > moment.asOf && (value as Instant) <= addDuration(moment.asOf, test.duration, moment.timezone);
    case "anniversaryWithin": {
      const [, month, day] = numbersOf(dayOfValue(value as Day | Instant, moment));
      return anniversaryDays(moment, test.days).includes(month * 100 + day);
    }
    // A birthday in the future has no age. Without this line it would count as an age below one year.
    case "age":
      if (type === "date") return (value as Day) <= todayOf(moment) && daysElapsed(test.is, value as Day, todayOf(moment));
      return (value as Instant) <= moment.asOf && elapsed(test.is, value as Instant, moment);
    case "years": {
      const born = dayOfValue(value as Day | Instant, moment);
      return born <= todayOf(moment) && compareWith(test.is, yearsSince(born, todayOf(moment)), (years) => years);
    }
  }
}

export function todayOf({ asOf, timezone }: Moment): Day {
  return dayOf(asOf, timezone);
}

function dayOfValue(value: Day | Instant, { timezone }: Moment): Day {
  return typeof value === "string" ? value : dayOf(value, timezone);
}

function isBetween(day: Day, first: Day, last: Day): boolean {
  return day >= first && day <= last;
}

/** Compares the calendar days from a day to today with a duration: like `elapsed`, with days for instants. */
function daysElapsed(is: Comparison<Duration>, day: Day, today: Day): boolean {
  if (is.op === "all") return is.of.every((part) => daysElapsed(part, day, today));
  if (is.op === "between" || is.op === "notBetween") {
    const inside = isBetween(day, subtractFromDay(today, is.high), subtractFromDay(today, is.low));
    return inside === (is.op === "between");
  }
  return compare(TURNED[is.op], day, subtractFromDay(today, is.value));
}

/** An earlier day means more days, so the operators are reversed. */
const TURNED: Readonly<Record<Operator, Operator>> = { eq: "eq", neq: "neq", gt: "lt", gte: "lte", lt: "gt", lte: "gte" };

function scalar(value: Scalar, type: ValueType): Scalar | Decimal {
  return type === "number" ? parseDecimal(String(value))! : value;
}

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

/** The age today of a person born on that day: whole calendar years. In years without 29 February that birthday is 28 February. */
function yearsSince(born: Day, now: Day): number {
  const [thisYear, thisMonth, thisDay] = numbersOf(now);
  const [year, month, day] = numbersOf(born);
  const birthday = Math.min(day, daysInMonth(thisYear, month));
  const isPast = thisMonth > month || (thisMonth === month && thisDay >= birthday);
  return thisYear - year - (isPast ? 0 : 1);
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
