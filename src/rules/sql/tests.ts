import { literal } from "../../engine/index.ts";
import { addDuration, parseDecimal, subtractDuration, type Duration, type Instant } from "../../kernel/index.ts";
import { anniversaryDays, bornUntil } from "../interpret/values.ts";
import { storedPattern } from "../language/pattern.ts";
import type { Comparison, Operator, Scalar, Test, ValueType } from "../language/index.ts";
import type { SqlScope } from "./moment.ts";

const SIGN: Readonly<Record<Operator, string>> = { eq: "=", neq: "!=", gt: ">", gte: ">=", lt: "<", lte: "<=" };

/** Turned round: asOf − t ≥ D is t ≤ asOf − D. */
const MIRRORED: Readonly<Record<Operator, string>> = { eq: "=", neq: "!=", gt: "<", gte: "<=", lt: ">", lte: ">=" };

/** multiSearchAny takes at most 255 needles at once. */
const NEEDLES = 255;

export function compareSql<T>(value: string, is: Comparison<T>, write: (wanted: T) => string): string {
  if (is.op === "between") return `(${value} >= ${write(is.low)} AND ${value} <= ${write(is.high)})`;
  return `${value} ${SIGN[is.op]} ${write(is.value)}`;
}

/** asOf − the instant, compared with a duration. */
export function elapsedSql(value: string, is: Comparison<Duration>, { asOf, timezone }: SqlScope): string {
  const back = (duration: Duration) => literal.instant(subtractDuration(asOf, duration, timezone));
  if (is.op === "between") return `(${value} <= ${back(is.low)} AND ${value} >= ${back(is.high)})`;
  return `${value} ${MIRRORED[is.op]} ${back(is.value)}`;
}

export function scalarSql(value: Scalar, type: ValueType): string {
  if (typeof value === "boolean") return literal.boolean(value);
  if (typeof value === "number") return literal.instant(value);
  return type === "number" ? literal.decimal(parseDecimal(value)!) : literal.text(value);
}

/** Every test on one nullable value; false, never NULL, when it is missing. */
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
      // RE2 would let a dot stand for a line break; the language's dot does not.
      return `match(${value}, ${literal.text(`(?-s)${storedPattern(test.value)}`)})`;
    case "withinLast":
      return `(${value} > ${at(subtractDuration(scope.asOf, test.duration, scope.timezone))} AND ${value} <= ${at(scope.asOf)})`;
    case "withinNext":
      return `(${value} > ${at(scope.asOf)} AND ${value} <= ${at(addDuration(scope.asOf, test.duration, scope.timezone))})`;
    case "anniversaryWithin": {
      const local = `toTimeZone(${value}, ${literal.text(scope.timezone)})`;
      return `(toMonth(${local}) * 100 + toDayOfMonth(${local})) IN (${anniversaryDays(scope, test.days).map(literal.integer).join(", ")})`;
    }
    case "age":
      return elapsedSql(value, test.is, scope);
    case "years":
      return yearsSql(value, test.is, scope);
    case "hasAny":
    case "hasAll":
      throw new Error(`${test.op} applies to lists only`);
  }
}

/** Who is at least n years old was born before those who are not. */
function yearsSql(value: string, is: Comparison<number>, scope: SqlScope): string {
  const atLeast = (years: number) => `${value} < ${at(bornUntil(years, scope))}`;
  const below = (years: number) => `${value} >= ${at(bornUntil(years, scope))}`;
  if (is.op === "between") return `(${atLeast(is.low)} AND ${below(is.high + 1)})`;
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
