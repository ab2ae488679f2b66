import { holds } from "../../interpret/predicate.ts";
import type { EventMeasure, TrendLeaf } from "../../language/ast.ts";
import type { Builder } from "../../plan/builder.ts";
import type { Formula, Predicate } from "../../plan/types.ts";
import { fractionOf, nothing, sourceOf } from "../event/plan.ts";

/** The two windows of a trend, as one measure each. */
export function windowsOf(leaf: TrendLeaf): { now: EventMeasure; then: EventMeasure } {
  const { event, where, measure, within } = leaf;
  return {
    now: { event, where, measure, window: { kind: "rolling", within } },
    then: { event, where, measure, window: { kind: "previous", within } },
  };
}

export function planTrend(leaf: TrendLeaf, builder: Builder): Formula {
  const { now, then } = windowsOf(leaf);
  const predicate: Predicate = {
    kind: "trend",
    by: leaf.by,
    now: fractionOf(now, builder),
    then: fractionOf(then, builder),
    is: leaf.is,
    before: leaf.before,
  };
  return builder.leaf(sourceOf(now), predicate, holds(predicate, { asOf: 0, timezone: "UTC" }, nothing(now)));
}
