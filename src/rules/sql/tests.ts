import { STORED_TYPES } from "../../catalogue/index.ts";
import { textLiteral as literal } from "../../engine/index.ts";
import { anniversaryDays } from "../interpret/values.ts";
import { foldedTest } from "../language/letters.ts";
import { re2Pattern } from "../language/pattern/pattern.ts";
import type { Comparison, Scalar, Test, ValueType } from "../language/index.ts";
import { placeOf, runOfType } from "../valueTypes/runs.ts";
import type { PlaceRun } from "../valueTypes/run.ts";
import { allSql, compareSql } from "./compare.ts";
import type { SqlScope } from "./moment.ts";

/** multiSearchAny takes at most 255 needles at once. */
const NEEDLES = 255;

/** Every test of one nullable value; false, never NULL, when it is missing. */
export function testsSql(value: string, type: ValueType, tests: readonly Test[], scope: SqlScope): string {
  const parts = tests.map((test) => testSql(value, type, test, scope));
  return parts.length === 1 ? parts[0]! : `(${parts.join(" AND ")})`;
}

function testSql(value: string, type: ValueType, test: Test, scope: SqlScope): string {
  if (test.op === "isSet") {
    const known = STORED_TYPES[type].present(value);
    return test.value ? known : `NOT ${known}`;
  }
  // A column of lists is never NULL.
  if (test.op === "hasAny" || test.op === "hasAll") return `${test.op}(${value}, ${literal.texts(test.values)})`;
  return `ifNull(${knownSql(value, type, test, scope)}, false)`;
}

function knownSql(value: string, type: ValueType, test: Exclude<Test, { op: "isSet" }>, scope: SqlScope): string {
  const write = (wanted: Scalar) => runOfType(type).literal(wanted);
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
      return placeOf(type).withinLastSql(value, test.duration, scope);
    case "withinNext":
      return placeOf(type).withinNextSql(value, test.duration, scope);
    case "anniversaryWithin": {
      const local = placeOf(type).localSql(value, scope.timezone);
      return `(toMonth(${local}) * 100 + toDayOfMonth(${local})) IN (${anniversaryDays(scope, test.days).map(literal.integer).join(", ")})`;
    }
    // Before birth there is no age.
    case "age":
      return placeOf(type).ageSql(value, test.is, scope);
    case "years":
      return yearsSql(value, placeOf(type), test.is, scope);
    case "hasAny":
    case "hasAll":
      throw new Error(`${test.op} applies to lists only`);
  }
}

/** People of at least n years were born before the others. Before birth there is no age. */
function yearsSql(value: string, place: PlaceRun, is: Comparison<number>, scope: SqlScope): string {
  return `(${yearsOfBornSql(value, place, is, scope)} AND ${place.isBornSql(value, scope)})`;
}

function yearsOfBornSql(value: string, place: PlaceRun, is: Comparison<number>, scope: SqlScope): string {
  const atLeast = (years: number) => place.bornSql(value, "<", years, scope);
  const below = (years: number) => place.bornSql(value, ">=", years, scope);
  if (is.op === "all") return allSql(is.of.map((part) => yearsOfBornSql(value, place, part, scope)));
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
