import { decimalOf, subtractDuration, type Decimal, type Instant } from "../../../kernel/index.ts";
import type { Anchor, Condition, EventMeasure, MeasureComparison, Window } from "../../language/ast.ts";
import type { CustomerFacts, FactEvent } from "../../interpret/facts.ts";
import { runOfMeasure } from "../../measures/runs.ts";
import type { Matching, Measured } from "../../measures/measureRun.ts";
import { holds } from "../../interpret/predicate.ts";
import { calendarSpan } from "../../interpret/calendar.ts";
import { passes } from "../../interpret/passes.ts";
import { type Moment, type Seen } from "../../interpret/values.ts";
import type { Predicate } from "../../plan/types.ts";
import { listsAsked, ofElement } from "./elements.ts";

/** Evaluates an event measure over plain arrays. */
export function interpretMeasure(measured: EventMeasure, facts: CustomerFacts, moment: Moment): Measured {
  return runOfMeasure(measured.measure).interpret(measured.measure, matchingOf(measured, facts, moment));
}

/** The number of matching events or, for a measure of a property, the number of values. */
export function knownCount(measured: EventMeasure, facts: CustomerFacts, moment: Moment): number {
  const matching = matchingOf(measured, facts, moment);
  const { measure } = measured;
  return "property" in measure ? matching.values(measure.property).length : matching.events.length;
}

function matchingOf(measured: EventMeasure, facts: CustomerFacts, moment: Moment): Matching {
  const after = measured.window.kind === "since" ? anchorTime(measured.window.anchor, facts, moment) : null;
  const matching = facts.events.filter(
    (event) =>
      event.event === measured.event &&
      event.time <= moment.asOf &&
      (after === null ? inWindow(event.time, measured.window, moment) : event.time > after) &&
      matches(event, measured.where, moment),
  );
  return {
    events: matching,
    moment,
    values: (property, event) => valuesOf(property, event ? [event] : matching, measured.where, moment),
  };
}

export function interpretComparison(measured: EventMeasure, comparison: MeasureComparison, facts: CustomerFacts, moment: Moment): boolean {
  const result = interpretMeasure(measured, facts, moment);
  if (result.kind !== "value") {
    if (comparison.as !== "number") throw new Error("a fraction and a root compare as numbers");
    if (result.kind === "quotient") {
      const parts: Record<string, Decimal> = { over: result.over, under: decimalOf(result.under) };
      return holds({ kind: "quotient", over: "over", under: "under", is: comparison.is }, moment, (id) => parts[id]);
    }
    const parts: Record<string, bigint> = { sum: result.sum, squares: result.squares, known: decimalOf(result.known) };
    return holds({ kind: "deviation", sum: "sum", squares: "squares", known: "known", is: comparison.is }, moment, (id) => parts[id]);
  }
  const predicate: Predicate =
    comparison.as === "number"
      ? { kind: "number", measure: "m", is: comparison.is }
      : comparison.as === "time"
        ? { kind: "time", measure: "m", is: comparison.is }
        : comparison.as === "value"
          ? { kind: "tests", measure: "m", type: comparison.type, tests: comparison.tests }
          : { kind: "elapsed", measure: "m", is: comparison.is };
  return holds(predicate, moment, () => result.value);
}

/** The time of the anchor; later than every event when there is none. */
function anchorTime({ which, event, where }: Anchor, facts: CustomerFacts, moment: Moment): Instant {
  const times = facts.events
    .filter((one) => one.event === event && one.time <= moment.asOf && matches(one, where, moment))
    .map((one) => one.time);
  if (times.length === 0) return Infinity;
  return which === "first" ? Math.min(...times) : Math.max(...times);
}

export function inWindow(time: Instant, window: Window, moment: Moment): boolean {
  switch (window.kind) {
    case "lifetime":
      return true;
    case "rolling":
      // The window is half-open: of two adjacent windows only one counts an event on their border.
      return time > subtractDuration(moment.asOf, window.within, moment.timezone);
    case "previous": {
      const middle = subtractDuration(moment.asOf, window.within, moment.timezone);
      return time <= middle && time > subtractDuration(moment.asOf, { ...window.within, count: window.within.count * 2 }, moment.timezone);
    }
    case "calendar": {
      const [start, end] = calendarSpan(window.unit, window.which, moment);
      return time >= start && time < end;
    }
    case "since":
      throw new Error("the window since another event depends on the customer");
    case "absolute":
      return (window.since === null || time >= window.since) && (window.until === null || time < window.until);
  }
}

export function matches(event: FactEvent, where: readonly Condition[], moment: Moment): boolean {
  const own = where.filter((condition) => condition.array === null);
  if (
    !own.every((condition) =>
      condition.tests.every((test) => passes(test, condition.type, event.properties[condition.property] as Seen | undefined, moment)),
    )
  )
    return false;
  if (!listsAsked(where).every((array) => elementsOf(event, array, where, moment).some(Boolean))) return false;
  return where.every((condition) => !condition.none || !hasElement(event, condition, moment));
}

function hasElement(event: FactEvent, { property, type, tests }: Condition, moment: Moment): boolean {
  const values = (event.properties[property] ?? []) as readonly (Seen | undefined)[];
  const length = lengthOf(event, property.slice(0, property.indexOf("[]")));
  return Array.from({ length }, (_, index) => values[index]).some((value) => tests.every((test) => passes(test, type, value, moment)));
}

/** The number of elements in a list: that of its longest member. */
function lengthOf(event: FactEvent, array: string): number {
  return Math.max(
    0,
    ...Object.entries(event.properties).map(([name, value]) => (name.startsWith(`${array}[].`) && Array.isArray(value) ? value.length : 0)),
  );
}

/** For each element of a list: whether it meets every condition on members of the list. */
export function elementsOf(event: FactEvent, array: string, where: readonly Condition[], moment: Moment): boolean[] {
  const conditions = ofElement(where, array);
  return Array.from({ length: lengthOf(event, array) }, (_, index) =>
    conditions.every((condition) => {
      const values = event.properties[condition.property] as readonly (Seen | undefined)[] | undefined;
      return condition.tests.every((test) => passes(test, condition.type, values?.[index], moment));
    }),
  );
}

/** The known values of a property over the matching events; for a member of a list, those of the matching elements. */
function valuesOf(property: string, events: readonly FactEvent[], where: readonly Condition[], moment: Moment): Seen[] {
  const array = property.includes("[]") ? property.slice(0, property.indexOf("[]")) : null;
  return events.flatMap((event) => {
    const value = event.properties[property];
    if (array === null) return value === undefined ? [] : [value as Seen];
    const fits = elementsOf(event, array, where, moment);
    return ((value ?? []) as readonly (Seen | undefined)[]).filter(
      (element, index): element is Seen => element !== undefined && fits[index] === true,
    );
  });
}
