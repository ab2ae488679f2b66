import { literal, sql, type Sql } from "../../../engine/index.ts";
import { subtractDuration, type Instant } from "../../../kernel/index.ts";
import { calendarSpan } from "../../interpret/calendar.ts";
import type { Condition, Window } from "../../language/ast.ts";
import { eventColumnOf } from "../../columns/columnKinds.ts";
import type { EventAggregate } from "../../plan/types.ts";
import type { SqlScope } from "../../sql/moment.ts";
import { testsSql } from "../../sql/tests.ts";
import { listsAsked, ofElement } from "./elements.ts";

/** One aggregate column over the rows of `event`; the scan leaves out events after asOf. */
export function aggregateSql(event: string, aggregate: EventAggregate, scope: SqlScope): Sql {
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
): Sql {
  const array = property.slice(0, property.indexOf("[]"));
  const conditions = ofElement(where, array);
  const fits = elementSql(conditions, scope);
  const fields = conditions.map((condition) => fieldOf(event, condition.property, scope).field);
  return sql`arrayFilter((${sql.join([sql`v`, ...parameters(conditions)])}) -> isNotNull(v)${fits === null ? sql.empty : sql` AND ${fits}`}, ${sql.join([fieldOf(event, property, scope).field, ...fields])})`;
}

/** The instants of matching events of one name, in order, in milliseconds; the rows may hold several names. */
export function timesSql(aggregate: Extract<EventAggregate, { kind: "times" }>, scope: SqlScope): Sql {
  const filter = filterSql(aggregate.event, aggregate.where, aggregate.window, scope);
  return sql`arraySort(groupArrayIf(toUnixTimestamp64Milli(time), event = ${literal.text(aggregate.event)}${filter === null ? sql.empty : sql` AND ${filter}`}))`;
}

/** Window and conditions as one boolean per row; null when every row counts. */
export function filterSql(event: string, where: readonly Condition[], window: Window, scope: SqlScope): Sql | null {
  const parts = [...windowSql(window, scope), ...whereSql(event, where, scope)];
  return parts.length === 0 ? null : sql.join(parts, " AND ");
}

function windowSql(window: Window, scope: SqlScope): Sql[] {
  switch (window.kind) {
    case "lifetime":
      return [];
    case "rolling":
      // The window is half-open: of two adjacent windows only one counts an event on their border.
      return [sql`time > ${literal.instant(subtractDuration(scope.asOf, window.within, scope.timezone))}`];
    case "previous":
      return [
        sql`time > ${literal.instant(subtractDuration(scope.asOf, { ...window.within, count: window.within.count * 2 }, scope.timezone))}`,
        sql`time <= ${literal.instant(subtractDuration(scope.asOf, window.within, scope.timezone))}`,
      ];
    case "calendar": {
      const [start, end] = calendarSpan(window.unit, window.which, scope);
      return [sql`time >= ${literal.instant(start)}`, sql`time < ${literal.instant(end)}`];
    }
    case "since":
      throw new Error("the window since another event is the source's");
    case "absolute":
      return [
        ...(window.since === null ? [] : [sql`time >= ${literal.instant(window.since)}`]),
        ...(window.until === null ? [] : [sql`time < ${literal.instant(window.until)}`]),
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

function whereSql(event: string, where: readonly Condition[], scope: SqlScope): Sql[] {
  const own = where
    .filter((condition) => condition.array === null)
    .map((condition) => testsSql(fieldOf(event, condition.property, scope).field, condition.type, condition.tests, scope));
  const without = where.filter(({ none }) => none);
  return [
    ...own,
    ...listsAsked(where).map((array) => existsSql(event, ofElement(where, array), scope)),
    ...without.map((condition) => sql`NOT ${existsSql(event, [condition], scope)}`),
  ];
}

/** Whether some element of the list meets all the conditions. */
function existsSql(event: string, conditions: readonly Condition[], scope: SqlScope): Sql {
  const fields = conditions.map((condition) => fieldOf(event, condition.property, scope).field);
  return sql`arrayExists((${sql.join(parameters(conditions))}) -> ${elementSql(conditions, scope)!}, ${sql.join(fields)})`;
}

function parameters(conditions: readonly Condition[]): Sql[] {
  return conditions.map((_, index) => sql.id(`x${index + 1}`));
}

function elementSql(conditions: readonly Condition[], scope: SqlScope): Sql | null {
  if (conditions.length === 0) return null;
  return sql.join(
    conditions.map((condition, index) => testsSql(sql.id(`x${index + 1}`), condition.type, condition.tests, scope)),
    " AND ",
  );
}

/** The column of a property. Its name comes from the catalogue, never from a rule. */
export function fieldOf(event: string, property: string, scope: SqlScope): { field: Sql; array: boolean } {
  const found = scope.catalogue.events.get(event)?.properties.get(property);
  if (!found) throw new Error(`the catalogue has no property ${property} of ${event}`);
  return { field: literal.name(found.field), array: found.array };
}
