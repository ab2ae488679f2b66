import { literal, type Sql, sql } from "../../engine/index.ts";
import { decimalOf, parseDecimal, subtractDuration } from "../../kernel/index.ts";
import type { Comparison } from "../language/ast.ts";
import { eventColumnOf } from "../columns/columnKinds.ts";
import type { Aggregate, EventAggregate, PlannedLeaf, Predicate } from "../plan/types.ts";
import type { SqlScope } from "./moment.ts";
import { compareWith } from "../interpret/values.ts";
import { elementsSql, fieldOf, filterSql } from "../leaves/event/sql.ts";

/**
 * A leaf as the existence of events: some event of the customer meets `some`, and no event meets `none`. Both are SQL conditions on one
 * event; null: no condition.
 */
export interface Existence {
  readonly some: Sql;
  readonly none: Sql | null;
}

/**
 * The customers whose answer to a leaf differs from the answer over nothing, as the existence of events. Rules such as "ever", "the largest
 * is at least" or "the last is before" then need no state per customer. Null when only a measure can answer.
 */
export function existenceOf(leaf: PlannedLeaf, aggregateOf: (id: string) => Aggregate, scope: SqlScope): Existence | null {
  const { source, predicate } = leaf;
  if (source.kind !== "event" || (predicate.kind !== "number" && predicate.kind !== "time" && predicate.kind !== "elapsed")) return null;
  const aggregate = aggregateOf(predicate.measure) as EventAggregate;
  const filter = filterSql(source.event, aggregate.where, aggregate.window, scope);
  switch (eventColumnOf(aggregate).decidedBy) {
    case "anyEvent":
      return ofCount(predicate, filter ?? sql`true`);
    case "anyValue":
      return ofCount(predicate, also(filter, knownSql(source.event, aggregate as OfProperty, scope)));
    case "extremeValue":
      return ofExtreme(aggregate.kind as "minimum" | "maximum", wantedSql(predicate, scope), filter, (test) =>
        valueSql(source.event, aggregate as OfProperty, test, scope),
      );
    case "extremeTime":
      return ofExtreme(aggregate.kind === "firstTime" ? "minimum" : "maximum", wantedSql(predicate, scope), filter, (test) =>
        test === null ? null : sql`time ${test}`,
      );
    default:
      return null;
  }
}

type OfProperty = Extract<EventAggregate, { property: string }>;

const ONE = decimalOf(1);

/** For a count, when all numbers above 0 have one answer and 0 the other. */
function ofCount(predicate: Predicate, filter: Sql): Existence | null {
  if (predicate.kind !== "number") return null;
  const { is } = predicate;
  const wanted = (text: string) => parseDecimal(text)!;
  const isAt = (count: bigint) => compareWith(is, count, wanted);
  return isAt(0n) !== isAt(ONE) && isSameAbove(is, wanted) ? { some: filter, none: null } : null;
}

/** Whether 1 and every number above it have one answer. */
function isSameAbove(is: Comparison<string>, wanted: (text: string) => bigint): boolean {
  if (is.op === "all") return is.of.every((part) => isSameAbove(part, wanted));
  if (is.op === "between" || is.op === "notBetween") return wanted(is.high) < ONE;
  const value = wanted(is.value);
  return is.op === "gte" || is.op === "lt" ? value <= ONE : value < ONE;
}

/** For a smallest or largest value. `test` gives the condition that an event has such a value; null: any value, and every event has one. */
function ofExtreme(
  side: "minimum" | "maximum",
  is: Comparison<Sql>,
  filter: Sql | null,
  test: (comparison: Sql | null) => Sql | null,
): Existence | null {
  // Several comparisons cannot be answered by one event.
  if (is.op === "all" || is.op === "notBetween") return null;
  const has = (comparison: Sql | null) => also(filter, test(comparison));
  const [beyond, beyondOrAt] = side === "maximum" ? ([sql`>`, sql`>=`] as const) : ([sql`<`, sql`<=`] as const);
  const [towards, towardsOrAt] = side === "maximum" ? (["gt", "gte"] as const) : (["lt", "lte"] as const);
  const [away, awayOrAt] = side === "maximum" ? (["lt", "lte"] as const) : (["gt", "gte"] as const);
  if (is.op === "between") {
    const [near, far] = side === "maximum" ? [is.low, is.high] : [is.high, is.low];
    return { some: has(sql`${beyondOrAt} ${near}`), none: has(sql`${beyond} ${far}`) };
  }
  switch (is.op) {
    case towards:
      return { some: has(sql`${beyond} ${is.value}`), none: null };
    case towardsOrAt:
      return { some: has(sql`${beyondOrAt} ${is.value}`), none: null };
    case away:
      return { some: has(null), none: has(sql`${beyondOrAt} ${is.value}`) };
    case awayOrAt:
      return { some: has(null), none: has(sql`${beyond} ${is.value}`) };
    case "eq":
      return { some: has(sql`= ${is.value}`), none: has(sql`${beyond} ${is.value}`) };
    default:
      // "Not equal" is two comparisons.
      return null;
  }
}

/** The other side of a comparison, as SQL. asOf − t ≥ D is t ≤ asOf − D. */
function wantedSql(predicate: Extract<Predicate, { kind: "number" | "time" | "elapsed" }>, scope: SqlScope): Comparison<Sql> {
  switch (predicate.kind) {
    case "number":
      return written(predicate.is, (text) => literal.decimal(parseDecimal(text)!));
    case "time":
      return written(predicate.is, literal.instant);
    case "elapsed": {
      const is = written(predicate.is, (duration) => literal.instant(subtractDuration(scope.asOf, duration, scope.timezone)));
      if (is.op === "all") return is;
      return "value" in is ? { op: TURNED[is.op], value: is.value } : { op: is.op, low: is.high, high: is.low };
    }
  }
}

const TURNED = { eq: "eq", neq: "neq", gt: "lt", gte: "lte", lt: "gt", lte: "gte" } as const;

function written<T>(is: Comparison<T>, write: (wanted: T) => Sql): Comparison<Sql> {
  if (is.op === "all") return { op: "all", of: is.of.map((part) => written(part, write)) };
  return "value" in is ? { op: is.op, value: write(is.value) } : { op: is.op, low: write(is.low), high: write(is.high) };
}

/** The condition that an event has such a value of the property; for a list, that a counted element has. */
function valueSql(event: string, aggregate: OfProperty, comparison: Sql | null, scope: SqlScope): Sql {
  if (comparison === null) return knownSql(event, aggregate, scope);
  const { field, array } = fieldOf(event, aggregate.property, scope);
  return array
    ? sql`arrayExists(v -> ifNull(v ${comparison}, false), ${elementsSql(event, aggregate, scope)})`
    : sql`ifNull(${field} ${comparison}, false)`;
}

function knownSql(event: string, aggregate: OfProperty, scope: SqlScope): Sql {
  const { field, array } = fieldOf(event, aggregate.property, scope);
  return array ? sql`notEmpty(${elementsSql(event, aggregate, scope)})` : sql`isNotNull(${field})`;
}

function also(filter: Sql | null, condition: Sql | null): Sql {
  return sql.and([filter, condition]);
}
