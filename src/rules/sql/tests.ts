import { literal } from "../../engine/index.ts";
import {
  addDays,
  addDuration,
  addToDay,
  FIRST_DAY,
  LAST_DAY,
  parseDecimal,
  startOfDay,
  subtractDuration,
  subtractFromDay,
  type Day,
  type Duration,
  type Instant,
} from "../../kernel/index.ts";
import { anniversaryDays, bornUntil, bornUntilDay, todayOf } from "../interpret/values.ts";
import { foldedTest } from "../language/letters.ts";
import { re2Pattern } from "../language/pattern/pattern.ts";
import type { Comparison, Operator, Scalar, Test, ValueType } from "../language/index.ts";
import type { SqlScope } from "./moment.ts";

const SIGN: Readonly<Record<Operator, string>> = { eq: "=", neq: "!=", gt: ">", gte: ">=", lt: "<", lte: "<=" };

/** The reverse comparison: asOf − t ≥ D is t ≤ asOf − D. */
const MIRRORED: Readonly<Record<Operator, string>> = { eq: "=", neq: "!=", gt: "<", gte: "<=", lt: ">", lte: ">=" };

/** multiSearchAny takes at most 255 needles at once. */
const NEEDLES = 255;

export function compareSql<T>(value: string, is: Comparison<T>, write: (wanted: T) => string): string {
  if (is.op === "all") return allSql(is.of.map((part) => compareSql(value, part, write)));
  if (is.op === "notBetween") return `(${value} < ${write(is.low)} OR ${value} > ${write(is.high)})`;
  if (is.op === "between") return `(${value} >= ${write(is.low)} AND ${value} <= ${write(is.high)})`;
  return `${value} ${SIGN[is.op]} ${write(is.value)}`;
}

function allSql(parts: readonly string[]): string {
  return `(${parts.join(" AND ")})`;
}

/** asOf − the instant, compared with a duration. */
export function elapsedSql(value: string, is: Comparison<Duration>, scope: SqlScope): string {
  const { asOf, timezone } = scope;
  if (is.op === "all") return allSql(is.of.map((part) => elapsedSql(value, part, scope)));
  const back = (duration: Duration) => literal.instant(subtractDuration(asOf, duration, timezone));
  if (is.op === "between") return `(${value} <= ${back(is.low)} AND ${value} >= ${back(is.high)})`;
  if (is.op === "notBetween") return `(${value} > ${back(is.low)} OR ${value} < ${back(is.high)})`;
  return `${value} ${MIRRORED[is.op]} ${back(is.value)}`;
}

export function scalarSql(value: Scalar, type: ValueType): string {
  if (typeof value === "boolean") return literal.boolean(value);
  if (typeof value === "number") return literal.instant(value);
  if (type === "date") return literal.day(value);
  return type === "number" ? literal.decimal(parseDecimal(value)!) : literal.text(value);
}

/** Every test of one nullable value; false, never NULL, when it is missing. */
export function testsSql(value: string, type: ValueType, tests: readonly Test[], scope: SqlScope): string {
  const parts = tests.map((test) => testSql(value, type, test, scope));
  return parts.length === 1 ? parts[0]! : `(${parts.join(" AND ")})`;
}

function testSql(value: string, type: ValueType, test: Test, scope: SqlScope): string {
  if (test.op === "isSet") {
    const known = type === "list" ? `notEmpty(${value})` : `isNotNull(${value})`;
    return test.value ? known : `NOT ${known}`;
  }
  if (type === "list") {
    if (test.op !== "hasAny" && test.op !== "hasAll") throw new Error(`${test.op} does not apply to lists`);
    return `${test.op}(${value}, ${literal.texts(test.values)})`;
  }
  return `ifNull(${knownSql(value, type, test, scope)}, false)`;
}

function knownSql(value: string, type: ValueType, test: Exclude<Test, { op: "isSet" }>, scope: SqlScope): string {
  const write = (wanted: Scalar) => scalarSql(wanted, type);
  switch (test.op) {
    case "eq":
    case "neq":
    case "gt":
    case "gte":
    case "lt":
    case "lte":
    case "between":
    case "notBetween":
      return compareSql(value, test as Comparison<Scalar>, write);
    case "in":
      return `${value} IN (${test.values.map(write).join(", ")})`;
    case "notIn":
      return `${value} NOT IN (${test.values.map(write).join(", ")})`;
    case "contains":
      return `position(${value}, ${literal.text(test.value)}) > 0`;
    case "containsAny": {
      const groups = Array.from({ length: Math.ceil(test.values.length / NEEDLES) }, (_, index) =>
        test.values.slice(index * NEEDLES, (index + 1) * NEEDLES),
      );
      const parts = groups.map((words) => `multiSearchAny(assumeNotNull(${value}), ${literal.texts(words)})`);
      return `isNotNull(${value}) AND (${parts.join(" OR ")})`;
    }
    case "startsWith":
    case "endsWith":
      return `${test.op}(${value}, ${literal.text(test.value)})`;
    case "matches":
      return `match(${value}, ${literal.text(re2Pattern(test.value))})`;
    case "ignoringCase":
      if (test.test.op === "matches") return `match(${value}, ${literal.text(re2Pattern(test.test.value, true))})`;
      return knownSql(`lowerUTF8(${value})`, type, foldedTest(test.test), scope);
    case "withinLast":
      if (type === "date") return daysBetweenSql(value, subtractFromDay(todayOf(scope), test.duration), todayOf(scope));
      return `(${value} > ${at(subtractDuration(scope.asOf, test.duration, scope.timezone))} AND ${value} <= ${at(scope.asOf)})`;
    case "withinNext":
      if (type === "date") return daysBetweenSql(value, todayOf(scope), addToDay(todayOf(scope), test.duration));
      return `(${value} > ${at(scope.asOf)} AND ${value} <= ${at(addDuration(scope.asOf, test.duration, scope.timezone))})`;
    case "anniversaryWithin": {
      const local = type === "date" ? value : `toTimeZone(${value}, ${literal.text(scope.timezone)})`;
      return `(toMonth(${local}) * 100 + toDayOfMonth(${local})) IN (${anniversaryDays(scope, test.days).map(literal.integer).join(", ")})`;
    }
    // Before birth there is no age.
    case "age":
      if (type === "date") return `(${daysElapsedSql(value, test.is, scope)} AND ${compareDaySql(value, "<=", todayOf(scope))})`;
      return `(${elapsedSql(value, test.is, scope)} AND ${value} <= ${at(scope.asOf)})`;
    case "years":
      return yearsSql(value, type, test.is, scope);
    case "hasAny":
    case "hasAll":
      throw new Error(`${test.op} applies to lists only`);
  }
}

/** Compares a day with one that may be outside the store's range of dates; then their numbers are compared. */
function compareDaySql(value: string, sign: string, day: Day): string {
  if (day >= FIRST_DAY && day <= LAST_DAY) return `${value} ${sign} ${literal.day(day)}`;
  return `toInt32(${value}) ${sign} ${literal.integer(Math.round(Date.parse(day) / 86_400_000))}`;
}

/** A day from the first to the last, both included. */
export function daysBetweenSql(value: string, first: Day, last: Day): string {
  return `(${compareDaySql(value, ">=", first)} AND ${compareDaySql(value, "<=", last)})`;
}

/** Calendar days to today, compared with a duration. */
function daysElapsedSql(value: string, is: Comparison<Duration>, scope: SqlScope): string {
  const back = (duration: Duration) => subtractFromDay(todayOf(scope), duration);
  if (is.op === "all") return allSql(is.of.map((part) => daysElapsedSql(value, part, scope)));
  if (is.op === "between") return daysBetweenSql(value, back(is.high), back(is.low));
  if (is.op === "notBetween") return `NOT ${daysBetweenSql(value, back(is.high), back(is.low))}`;
  return compareDaySql(value, MIRRORED[is.op], back(is.value));
}

/** People of at least n years were born before the others. Before birth there is no age. */
function yearsSql(value: string, type: ValueType, is: Comparison<number>, scope: SqlScope): string {
  const bornBy =
    type === "date"
      ? compareDaySql(value, "<=", todayOf(scope))
      : `${value} < ${at(startOfDay(addDays(todayOf(scope), 1), scope.timezone))}`;
  return `(${yearsOfBornSql(value, type, is, scope)} AND ${bornBy})`;
}

function yearsOfBornSql(value: string, type: ValueType, is: Comparison<number>, scope: SqlScope): string {
  const compared = (sign: "<" | ">=", years: number) =>
    type === "date" ? compareDaySql(value, sign, bornUntilDay(years, scope)) : `${value} ${sign} ${at(bornUntil(years, scope))}`;
  const atLeast = (years: number) => compared("<", years);
  const below = (years: number) => compared(">=", years);
  if (is.op === "all") return allSql(is.of.map((part) => yearsOfBornSql(value, type, part, scope)));
  if (is.op === "between") return `(${atLeast(is.low)} AND ${below(is.high + 1)})`;
  if (is.op === "notBetween") return `(${below(is.low)} OR ${atLeast(is.high + 1)})`;
  switch (is.op) {
    case "gte":
      return atLeast(is.value);
    case "gt":
      return atLeast(is.value + 1);
    case "lt":
      return below(is.value);
    case "lte":
      return below(is.value + 1);
    case "eq":
      return `(${atLeast(is.value)} AND ${below(is.value + 1)})`;
    case "neq":
      return `(${below(is.value)} OR ${atLeast(is.value + 1)})`;
  }
}

function at(instant: Instant): string {
  return literal.instant(instant);
}
