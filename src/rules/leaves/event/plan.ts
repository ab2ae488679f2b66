import type { EventLeaf, EventMeasure, MeasureComparison, Window } from "../../language/ast.ts";
import { holds } from "../../interpret/predicate.ts";
import type { Builder } from "../../plan/builder.ts";
import type { Formula, Fraction, MetricValue, PlannedMetric, Predicate, Source } from "../../plan/types.ts";

export function planEvent(leaf: EventLeaf, builder: Builder): Formula {
  return planComparison(leaf, leaf.is, builder);
}

/** Registers what is measured and asks the comparison of it. */
export function planComparison(measured: EventMeasure, is: MeasureComparison, builder: Builder): Formula {
  const source = sourceOf(measured);
  const predicate = predicateOf(measured, is, builder, source);
  return builder.leaf(source, predicate, holds(predicate, { asOf: 0, timezone: "UTC" }, nothing(measured)));
}

/** The rows a measure reads: its event's, after the anchor where there is one. */
export function sourceOf({ event, window }: EventMeasure): Source {
  return { kind: "event", event, since: window.kind === "since" ? window.anchor : null };
}

/** Whether a measure is 0, rather than missing, over nothing. */
export function isZeroOverNothing({ measure }: EventMeasure): boolean {
  return measure.kind === "count" || measure.kind === "sum" || measure.kind === "distinctCount" || measure.kind === "activeDays";
}

/** The columns of a customer without events: counts and sums are 0, everything else is missing. */
export function nothing(measured: EventMeasure): (id: string) => bigint | undefined {
  return () => (isZeroOverNothing(measured) ? 0n : undefined);
}

/** A measure as a fraction of columns: an average is its sum over how many values there are. */
export function fractionOf(measured: EventMeasure, builder: Builder): Fraction {
  return fractionIn(measured, builder, sourceOf(measured));
}

/** How many matching events there are or, of a measure of a property, how many values: 0 for who has nothing to be measured by. */
export function knownIn({ measure, where, window: whole }: EventMeasure, builder: Builder, source: Source): string {
  const window: Window = whole.kind === "since" ? { kind: "lifetime" } : whole;
  return "property" in measure
    ? builder.measure(source, { kind: "known", property: measure.property, where, window })
    : builder.measure(source, { kind: "count", where, window });
}

export function fractionIn(measured: EventMeasure, builder: Builder, source: Source): Fraction {
  const value = valueOf(measured, builder, source);
  return value.kind === "average" ? { over: value.sum, under: value.known } : { over: value.measure, under: null };
}

function predicateOf(measured: EventMeasure, comparison: MeasureComparison, builder: Builder, source: Source): Predicate {
  const value = valueOf(measured, builder, source);
  switch (comparison.as) {
    case "number":
      return value.kind === "average" ? { ...value, is: comparison.is } : { kind: "number", measure: value.measure, is: comparison.is };
    case "time":
      return { kind: "time", measure: columnOf(value), is: comparison.is };
    case "duration":
      return { kind: "elapsed", measure: columnOf(value), is: comparison.is };
    case "value":
      return { kind: "tests", measure: columnOf(value), type: comparison.type, tests: comparison.tests };
  }
}

function columnOf(value: MetricValue): string {
  if (value.kind === "average") throw new Error("an average has no single column");
  return value.measure;
}

function valueOf({ measure, where, window: whole }: EventMeasure, builder: Builder, source: Source): MetricValue {
  // The rows after an anchor are chosen by the source.
  const window: Window = whole.kind === "since" ? { kind: "lifetime" } : whole;
  switch (measure.kind) {
    case "count":
      return { kind: "number", measure: builder.measure(source, { kind: "count", where, window }) };
    case "sum":
      return { kind: "number", measure: builder.measure(source, { kind: "sum", property: measure.property, where, window }) };
    case "distinctCount":
      return { kind: "number", measure: builder.measure(source, { kind: "distinct", property: measure.property, where, window }) };
    case "average":
      return {
        kind: "average",
        sum: builder.measure(source, { kind: "sum", property: measure.property, where, window }),
        known: builder.measure(source, { kind: "known", property: measure.property, where, window }),
      };
    case "minimum":
    case "maximum":
      return measuredAs(measure.type, builder.measure(source, { kind: measure.kind, property: measure.property, where, window }));
    case "activeDays":
      return { kind: "number", measure: builder.measure(source, { kind: "days", where, window }) };
    case "first":
    case "last":
    case "mostFrequent": {
      const { kind, property, type } = measure;
      return { kind: "value", type, measure: builder.measure(source, { kind, property, type, where, window }) };
    }
    case "timeSince":
      return {
        kind: "days",
        measure: builder.measure(source, { kind: measure.which === "first" ? "firstTime" : "lastTime", where, window }),
      };
  }
}

function measuredAs(type: "number" | "date" | "time", measure: string): MetricValue {
  return type === "date" ? { kind: "value", type, measure } : { kind: type, measure };
}

export function planMetric(tag: string, measured: EventMeasure, builder: Builder): PlannedMetric {
  const source = sourceOf(measured);
  return { tag, source, value: valueOf(measured, builder, source), whenNothing: isZeroOverNothing(measured) ? "zero" : "missing" };
}
