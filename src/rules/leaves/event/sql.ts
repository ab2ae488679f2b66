import { literal } from "../../../engine/index.ts";
import { subtractDuration, type Instant } from "../../../kernel/index.ts";
import { calendarSpan } from "../../interpret/calendar.ts";
import type { Condition, Window } from "../../language/ast.ts";
import type { Aggregate } from "../../plan/types.ts";
import type { SqlScope } from "../../sql/moment.ts";
import { testsSql } from "../../sql/tests.ts";
import { listsAsked, ofElement } from "./elements.ts";

/** Aggregates over the events of one customer. */
export type EventAggregate = Extract<Aggregate, { window: Window }>;

/** One aggregate column over the rows of `event`; the scan itself keeps to events not after asOf. */
export function aggregateSql(event: string, aggregate: EventAggregate, scope: SqlScope): string {
  const filter = filterSql(event, aggregate.where, aggregate.window, scope);
  switch (aggregate.kind) {
    case "count":
      return filter === null ? "count()" : `countIf(${filter})`;
    case "days":
      return `uniqExactIf(toDate(toTimeZone(time, ${literal.text(scope.timezone)})), ${filter ?? "true"})`;
    case "times":
      throw new Error("instants are read from a source of several events");
    case "first":
    case "last":
    case "mostFrequent":
      return pickedSql(event, aggregate, filter ?? "true", scope);
    case "firstTime":
      return filter === null ? "minOrNull(time)" : `minOrNullIf(time, ${filter})`;
    case "lastTime":
      return filter === null ? "maxOrNull(time)" : `maxOrNullIf(time, ${filter})`;
    case "known":
    case "sum":
    case "distinct":
    case "minimum":
    case "maximum":
      return valueSql(event, aggregate, filter ?? "true", scope);
  }
}

function valueSql(
  event: string,
  aggregate: Extract<EventAggregate, { kind: "known" | "sum" | "distinct" | "minimum" | "maximum" }>,
  filter: string,
  scope: SqlScope,
): string {
  const property = fieldOf(event, aggregate.property, scope);
  if (!property.array) {
    const { field } = property;
    switch (aggregate.kind) {
      case "known":
        return `countIf(${filter} AND isNotNull(${field}))`;
      case "sum":
        return `sumIf(ifNull(${field}, 0), ${filter})`;
      case "distinct":
        return `uniqExactIf(${field}, ${filter})`;
      case "minimum":
        return `minIf(${field}, ${filter})`;
      case "maximum":
        return `maxIf(${field}, ${filter})`;
    }
  }
  const matching = elementsSql(event, aggregate, scope);
  switch (aggregate.kind) {
    case "known":
      return `sumIf(length(${matching}), ${filter})`;
    case "sum":
      return `sumIf(arraySum(v -> ifNull(v, 0), ${matching}), ${filter})`;
    case "distinct":
      return `uniqExactArrayIf(${matching}, ${filter})`;
    case "minimum":
      return `minArrayIf(${matching}, ${filter})`;
    case "maximum":
      return `maxArrayIf(${matching}, ${filter})`;
  }
}

/** The elements of a list that count at one event: those known that meet the conditions on their own list. */
export function elementsSql(
  event: string,
  { property, where }: { readonly property: string; readonly where: readonly Condition[] },
  scope: SqlScope,
): string {
  const array = property.slice(0, property.indexOf("[]"));
  const conditions = ofElement(where, array);
  const fits = elementSql(conditions, scope);
  const fields = conditions.map((condition) => fieldOf(event, condition.property, scope).field);
  return `arrayFilter((${["v", ...parameters(conditions)].join(", ")}) -> isNotNull(v)${fits === null ? "" : ` AND ${fits}`}, ${[fieldOf(event, property, scope).field, ...fields].join(", ")})`;
}

/**
 * The value at the first or last event that has one, or the most frequent; NULL without any. Of a list's member the first or last of
 * those that count at that event, in the list's order; the most frequent counts each of them.
 */
function pickedSql(
  event: string,
  aggregate: Extract<EventAggregate, { kind: "first" | "last" | "mostFrequent" }>,
  filter: string,
  scope: SqlScope,
): string {
  const { field, array } = fieldOf(event, aggregate.property, scope);
  const type = STORED[aggregate.type];
  const elements = array ? elementsSql(event, aggregate, scope) : null;
  if (aggregate.kind === "mostFrequent") {
    const counted = elements
      ? `sumMapIf(arrayMap(v -> CAST(assumeNotNull(v) AS ${type}), ${elements}), arrayMap(v -> toUInt64(1), ${elements}), ${filter})`
      : `sumMapIf([assumeNotNull(${field})], [toUInt64(1)], ${filter} AND isNotNull(${field}))`;
    // Keys come sorted, so the first of the most counted is the smallest.
    return `if(empty(${counted}.1), NULL, CAST(${counted}.1[indexOf(${counted}.2, arrayMax(${counted}.2))] AS Nullable(${type})))`;
  }
  const one = elements ? `${elements}[${aggregate.kind === "first" ? 1 : -1}]` : field;
  const known = `${filter} AND ${elements ? `notEmpty(${elements})` : `isNotNull(${field})`}`;
  // Nullable, because a group without a match must give NULL rather than the type's zero.
  return `${aggregate.kind === "first" ? "argMinIf" : "argMaxIf"}(CAST(${one} AS Nullable(${type})), (time, assumeNotNull(${one})), ${known})`;
}

/** The type a property's values are stored in. */
const STORED: Readonly<Record<string, string>> = {
  text: "String",
  number: "Decimal(18, 6)",
  boolean: "Bool",
  date: "Date32",
  time: "DateTime64(3, 'UTC')",
};

/** The instants of the matching events of one name among several, in order, as milliseconds. */
export function timesSql(aggregate: Extract<EventAggregate, { kind: "times" }>, scope: SqlScope): string {
  const filter = filterSql(aggregate.event, aggregate.where, aggregate.window, scope);
  return `arraySort(groupArrayIf(toUnixTimestamp64Milli(time), event = ${literal.text(aggregate.event)}${filter === null ? "" : ` AND ${filter}`}))`;
}

/** Window and conditions as one boolean over a row; null when every row counts. */
export function filterSql(event: string, where: readonly Condition[], window: Window, scope: SqlScope): string | null {
  const parts = [...windowSql(window, scope), ...whereSql(event, where, scope)];
  return parts.length === 0 ? null : parts.join(" AND ");
}

function windowSql(window: Window, scope: SqlScope): string[] {
  switch (window.kind) {
    case "lifetime":
      return [];
    case "rolling":
      // Half-open on purpose: two adjacent windows must not both count the event on their border.
      return [`time > ${literal.instant(subtractDuration(scope.asOf, window.within, scope.timezone))}`];
    case "previous":
      return [
        `time > ${literal.instant(subtractDuration(scope.asOf, { ...window.within, count: window.within.count * 2 }, scope.timezone))}`,
        `time <= ${literal.instant(subtractDuration(scope.asOf, window.within, scope.timezone))}`,
      ];
    case "calendar": {
      const [start, end] = calendarSpan(window.unit, window.which, scope);
      return [`time >= ${literal.instant(start)}`, `time < ${literal.instant(end)}`];
    }
    case "since":
      throw new Error("the window since another event is the source's");
    case "absolute":
      return [
        ...(window.since === null ? [] : [`time >= ${literal.instant(window.since)}`]),
        ...(window.until === null ? [] : [`time < ${literal.instant(window.until)}`]),
      ];
  }
}

/** The latest instant no event of the window lies before: what a scan may skip. Null when it may skip nothing. */
export function windowStart(window: Window, scope: SqlScope): Instant | null {
  switch (window.kind) {
    case "lifetime":
      return null;
    case "rolling":
      return subtractDuration(scope.asOf, window.within, scope.timezone);
    case "previous":
      return subtractDuration(scope.asOf, { ...window.within, count: window.within.count * 2 }, scope.timezone);
    case "calendar":
      return calendarSpan(window.unit, window.which, scope)[0];
    case "since":
      return null;
    case "absolute":
      return window.since;
  }
}

function whereSql(event: string, where: readonly Condition[], scope: SqlScope): string[] {
  const own = where
    .filter((condition) => condition.array === null)
    .map((condition) => testsSql(fieldOf(event, condition.property, scope).field, condition.type, condition.tests, scope));
  const without = where.filter(({ none }) => none);
  return [
    ...own,
    ...listsAsked(where).map((array) => existsSql(event, ofElement(where, array), scope)),
    ...without.map((condition) => `NOT ${existsSql(event, [condition], scope)}`),
  ];
}

/** Whether some element of their list meets all the conditions. */
function existsSql(event: string, conditions: readonly Condition[], scope: SqlScope): string {
  const fields = conditions.map((condition) => fieldOf(event, condition.property, scope).field);
  return `arrayExists((${parameters(conditions).join(", ")}) -> ${elementSql(conditions, scope)}, ${fields.join(", ")})`;
}

function parameters(conditions: readonly Condition[]): string[] {
  return conditions.map((_, index) => `x${index + 1}`);
}

function elementSql(conditions: readonly Condition[], scope: SqlScope): string | null {
  if (conditions.length === 0) return null;
  return conditions.map((condition, index) => testsSql(`x${index + 1}`, condition.type, condition.tests, scope)).join(" AND ");
}

/** The column of a property; its name comes from the catalogue, never from a rule. */
export function fieldOf(event: string, property: string, scope: SqlScope): { field: string; array: boolean } {
  const found = scope.catalogue.events.get(event)?.properties.get(property);
  if (!found) throw new Error(`the catalogue has no property ${property} of ${event}`);
  return { field: literal.name(found.field), array: found.array };
}
