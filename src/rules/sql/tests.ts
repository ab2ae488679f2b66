import { STORED_TYPES } from "../../catalogue/index.ts";
import { literal, sql, type Sql } from "../../engine/index.ts";
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
export function testsSql(value: Sql, type: ValueType, tests: readonly Test[], scope: SqlScope): Sql {
  const parts = tests.map((test) => testSql(value, type, test, scope));
  return parts.length === 1 ? parts[0]! : sql`(${sql.join(parts, " AND ")})`;
}

function testSql(value: Sql, type: ValueType, test: Test, scope: SqlScope): Sql {
  if (test.op === "isSet") {
    const known = STORED_TYPES[type].present(value);
    return test.value ? known : sql`NOT ${known}`;
  }
  // A column of lists is never NULL.
  if (test.op === "hasAny" || test.op === "hasAll") return sql`${sql.id(test.op)}(${value}, ${literal.texts(test.values)})`;
  return sql`ifNull(${knownSql(value, type, test, scope)}, false)`;
}

function knownSql(value: Sql, type: ValueType, test: Exclude<Test, { op: "isSet" }>, scope: SqlScope): Sql {
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
      return sql`${value} IN (${sql.join(test.values.map(write))})`;
    case "notIn":
      return sql`${value} NOT IN (${sql.join(test.values.map(write))})`;
    case "contains":
      return sql`position(${value}, ${literal.text(test.value)}) > 0`;
    case "containsAny": {
      const groups = Array.from({ length: Math.ceil(test.values.length / NEEDLES) }, (_, index) =>
        test.values.slice(index * NEEDLES, (index + 1) * NEEDLES),
      );
      const parts = groups.map((words) => sql`multiSearchAny(assumeNotNull(${value}), ${literal.texts(words)})`);
      return sql`isNotNull(${value}) AND (${sql.join(parts, " OR ")})`;
    }
    case "startsWith":
    case "endsWith":
      return sql`${sql.id(test.op)}(${value}, ${literal.text(test.value)})`;
    case "matches":
      return sql`match(${value}, ${literal.text(re2Pattern(test.value))})`;
    case "ignoringCase":
      if (test.test.op === "matches") return sql`match(${value}, ${literal.text(re2Pattern(test.test.value, true))})`;
      return knownSql(sql`lowerUTF8(${value})`, type, foldedTest(test.test), scope);
    case "withinLast":
      return placeOf(type).withinLastSql(value, test.duration, scope);
    case "withinNext":
      return placeOf(type).withinNextSql(value, test.duration, scope);
    case "anniversaryWithin": {
      const local = placeOf(type).localSql(value, scope.timezone);
      return sql`(toMonth(${local}) * 100 + toDayOfMonth(${local})) IN (${sql.join(anniversaryDays(scope, test.days).map(literal.integer))})`;
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
function yearsSql(value: Sql, place: PlaceRun, is: Comparison<number>, scope: SqlScope): Sql {
  return sql`(${yearsOfBornSql(value, place, is, scope)} AND ${place.isBornSql(value, scope)})`;
}

function yearsOfBornSql(value: Sql, place: PlaceRun, is: Comparison<number>, scope: SqlScope): Sql {
  const atLeast = (years: number) => place.bornSql(value, sql`<`, years, scope);
  const below = (years: number) => place.bornSql(value, sql`>=`, years, scope);
  if (is.op === "all") return allSql(is.of.map((part) => yearsOfBornSql(value, place, part, scope)));
  if (is.op === "between") return sql`(${atLeast(is.low)} AND ${below(is.high + 1)})`;
  if (is.op === "notBetween") return sql`(${below(is.low)} OR ${atLeast(is.high + 1)})`;
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
      return sql`(${atLeast(is.value)} AND ${below(is.value + 1)})`;
    case "neq":
      return sql`(${below(is.value)} OR ${atLeast(is.value + 1)})`;
  }
}
