import type { EventLeaf, EventMeasure, MeasureComparison, Window } from "../../language/ast.ts";
import { holds } from "../../interpret/predicate.ts";
import type { Builder } from "../../plan/builder.ts";
import { isZero } from "../../measures/measureLanguage.ts";
import { valueOfMeasure } from "../../measures/languages.ts";
import { runOfMeasure } from "../../measures/runs.ts";
import type { EventAggregate, Formula, Fraction, MetricValue, PlannedMetric, Predicate, Source } from "../../plan/types.ts";

export function planEvent(leaf: EventLeaf, builder: Builder): Formula {
  return planComparison(leaf, leaf.is, builder);
}

/** Registers a measure and returns the comparison of it. */
export function planComparison(measured: EventMeasure, is: MeasureComparison, builder: Builder): Formula {
  const source = sourceOf(measured);
  const predicate = predicateOf(measured, is, builder, source);
  return builder.leaf(source, predicate, holds(predicate, { asOf: 0, timezone: "UTC" }, nothing(measured)));
}

/** The rows that a measure reads: its events, with an anchor only those after it. */
export function sourceOf({ event, window }: EventMeasure): Source {
  return { kind: "event", event, since: window.kind === "since" ? window.anchor : null };
}

/** Whether a measure over nothing is 0 rather than missing. */
export function isZeroOverNothing({ measure }: EventMeasure): boolean {
  return isZero(valueOfMeasure(measure));
}

/** The columns of a customer without events: counts and sums are 0, all others are missing. */
export function nothing(measured: EventMeasure): (id: string) => bigint | undefined {
  return () => (isZeroOverNothing(measured) ? 0n : undefined);
}

/** A measure as a fraction of columns: an average is its sum over the number of values. */
export function fractionOf(measured: EventMeasure, builder: Builder): Fraction {
  return fractionIn(measured, builder, sourceOf(measured));
}

/** The number of matching events or, for a measure of a property, of values; 0 for customers without any. */
export function knownIn({ measure, where, window: whole }: EventMeasure, builder: Builder, source: Source): string {
  const window: Window = whole.kind === "since" ? { kind: "lifetime" } : whole;
  return "property" in measure
    ? builder.measure(source, { kind: "known", property: measure.property, where, window })
    : builder.measure(source, { kind: "count", where, window });
}

export function fractionIn(measured: EventMeasure, builder: Builder, source: Source): Fraction {
  const value = valueOf(measured, builder, source);
  if (value.kind === "deviation") throw new Error("a standard deviation is no fraction");
  return value.kind === "quotient" ? { over: value.over, under: value.under } : { over: value.measure, under: null };
}

function predicateOf(measured: EventMeasure, comparison: MeasureComparison, builder: Builder, source: Source): Predicate {
  const value = valueOf(measured, builder, source);
  switch (comparison.as) {
    case "number":
      return value.kind === "quotient" || value.kind === "deviation"
        ? { ...value, is: comparison.is }
        : { kind: "number", measure: value.measure, is: comparison.is };
    case "time":
      return { kind: "time", measure: columnOf(value), is: comparison.is };
    case "elapsed":
      return { kind: "elapsed", measure: columnOf(value), is: comparison.is };
    case "value":
      return { kind: "tests", measure: columnOf(value), type: comparison.type, tests: comparison.tests };
  }
}

function columnOf(value: MetricValue): string {
  if (value.kind === "quotient" || value.kind === "deviation") throw new Error("a value of several columns has no single one");
  return value.measure;
}

function valueOf({ measure, where, window: whole }: EventMeasure, builder: Builder, source: Source): MetricValue {
  // The source already selects the rows after an anchor.
  const window: Window = whole.kind === "since" ? { kind: "lifetime" } : whole;
  return runOfMeasure(measure).plan(measure, (own) => builder.measure(source, { ...own, where, window } as EventAggregate));
}

export function planMetric(tag: string, measured: EventMeasure, builder: Builder): PlannedMetric {
  const source = sourceOf(measured);
  return { tag, source, value: valueOf(measured, builder, source), whenNothing: isZeroOverNothing(measured) ? "zero" : "missing" };
}
