import type { EventLeaf, EventMeasure, MeasureComparison } from "../../language/ast.ts";
import { holds } from "../../interpret/predicate.ts";
import type { Builder } from "../../plan/builder.ts";
import type { Formula, MetricValue, PlannedMetric, Predicate, Source } from "../../plan/types.ts";

export function planEvent(leaf: EventLeaf, builder: Builder): Formula {
  return planComparison(leaf, leaf.is, builder);
}

/** Registers what is measured and asks the comparison of it. */
export function planComparison(measured: EventMeasure, is: MeasureComparison, builder: Builder): Formula {
  const source: Source = { kind: "event", event: measured.event };
  const predicate = predicateOf(measured, is, builder, source);
  return builder.leaf(source, predicate, holds(predicate, { asOf: 0, timezone: "UTC" }, nothing(measured)));
}

/** The columns of a customer without events: counts and sums are 0, everything else is missing. */
function nothing(measured: EventMeasure): (id: string) => bigint | undefined {
  const { kind } = measured.measure;
  return () => (kind === "count" || kind === "sum" || kind === "distinctCount" ? 0n : undefined);
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
  }
}

function columnOf(value: MetricValue): string {
  if (value.kind === "average") throw new Error("an average has no single column");
  return value.measure;
}

function valueOf({ measure, where, window }: EventMeasure, builder: Builder, source: Source): MetricValue {
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
      return { kind: measure.type, measure: builder.measure(source, { kind: measure.kind, property: measure.property, where, window }) };
    case "timeSince":
      return {
        kind: "days",
        measure: builder.measure(source, { kind: measure.which === "first" ? "firstTime" : "lastTime", where, window }),
      };
  }
}

export function planMetric(tag: string, measured: EventMeasure, builder: Builder): PlannedMetric {
  const source: Source = { kind: "event", event: measured.event };
  const { kind } = measured.measure;
  return {
    tag,
    source,
    value: valueOf(measured, builder, source),
    whenNothing: kind === "count" || kind === "sum" || kind === "distinctCount" ? "zero" : "missing",
  };
}
