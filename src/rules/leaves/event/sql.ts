import { textLiteral as literal } from "../../../engine/index.ts";
import { subtractDuration, type Instant } from "../../../kernel/index.ts";
import { calendarSpan } from "../../interpret/calendar.ts";
import type { Condition, Window } from "../../language/ast.ts";
import { eventColumnOf } from "../../columns/columnKinds.ts";
import type { EventAggregate } from "../../plan/types.ts";
import type { SqlScope } from "../../sql/moment.ts";
import { testsSql } from "../../sql/tests.ts";
import { listsAsked, ofElement } from "./elements.ts";

/** One aggregate column over the rows of `event`; the scan leaves out events after asOf. */
export function aggregateSql(event: string, aggregate: EventAggregate, scope: SqlScope): string {
  return eventColumnOf(aggregate).sql(aggregate, {
    filter: filterSql(event, aggregate.where, aggregate.window, scope),
    timezone: scope.timezone,
    property(code) {
      const { field, array } = fieldOf(event, code, scope);
      return { field, elements: array ? elementsSql(event, { property: code, where: aggregate.where }, scope) : null };
    },
  });
}

/** The elements of a list that count at one event: those with a value that meet the conditions on their list. */
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

/** The instants of matching events of one name, in order, in milliseconds; the rows may hold several names. */
export function timesSql(aggregate: Extract<EventAggregate, { kind: "times" }>, scope: SqlScope): string {
  const filter = filterSql(aggregate.event, aggregate.where, aggregate.window, scope);
  return `arraySort(groupArrayIf(toUnixTimestamp64Milli(time), event = ${literal.text(aggregate.event)}${filter === null ? "" : ` AND ${filter}`}))`;
}

/** Window and conditions as one boolean per row; null when every row counts. */
export function filterSql(event: string, where: readonly Condition[], window: Window, scope: SqlScope): string | null {
  const parts = [...windowSql(window, scope), ...whereSql(event, where, scope)];
  return parts.length === 0 ? null : parts.join(" AND ");
}

function windowSql(window: Window, scope: SqlScope): string[] {
  switch (window.kind) {
    case "lifetime":
      return [];
    case "rolling":
      // The window is half-open: of two adjacent windows only one counts an event on their border.
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

/** All events of the window are at or after this instant, so a scan may skip earlier ones. Null when it may skip nothing. */
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

/** Whether some element of the list meets all the conditions. */
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

/** The column of a property. Its name comes from the catalogue, never from a rule. */
export function fieldOf(event: string, property: string, scope: SqlScope): { field: string; array: boolean } {
  const found = scope.catalogue.events.get(event)?.properties.get(property);
  if (!found) throw new Error(`the catalogue has no property ${property} of ${event}`);
  return { field: literal.name(found.field), array: found.array };
}
