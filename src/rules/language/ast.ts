import type { Duration, Instant } from "../../kernel/index.ts";

/** The type a comparison is made in. */
export type ValueType = "text" | "number" | "boolean" | "time" | "list";

/** A scalar as the tree carries it: decimals as canonical text, times as instants. */
export type Scalar = string | boolean | Instant;

export type Operator = "eq" | "neq" | "gt" | "gte" | "lt" | "lte";

/** One question put to one value. `value` is decimal text for numbers, an instant for times. A missing value answers no to all but `isSet: false`. */
export type Test =
  | { readonly op: Operator; readonly value: Scalar }
  | { readonly op: "between"; readonly low: Scalar; readonly high: Scalar }
  | { readonly op: "in" | "notIn"; readonly values: readonly Scalar[] }
  | { readonly op: "contains" | "startsWith" | "endsWith" | "matches"; readonly value: string }
  | { readonly op: "containsAny" | "hasAny" | "hasAll"; readonly values: readonly string[] }
  | { readonly op: "withinLast" | "withinNext"; readonly duration: Duration }
  | { readonly op: "anniversaryWithin"; readonly days: number }
  | { readonly op: "age"; readonly is: Comparison<Duration> }
  | { readonly op: "isSet"; readonly value: boolean };

/** A comparison of a measure: with decimals as text, instants, or durations. `between` includes both ends. */
export type Comparison<T> = { readonly op: Operator; readonly value: T } | { readonly op: "between"; readonly low: T; readonly high: T };

/** `where` of an event leaf: every condition must hold; conditions on members of one list must hold of the same element. */
export interface Condition {
  readonly property: string;
  readonly type: ValueType;
  /** The list a member belongs to (`products`), or null for a property of the event itself. */
  readonly array: string | null;
  readonly tests: readonly Test[];
}

export type Window =
  | { readonly kind: "lifetime" }
  /** (asOf − within, asOf] */
  | { readonly kind: "rolling"; readonly within: Duration }
  /** [since, until) */
  | { readonly kind: "absolute"; readonly since: Instant | null; readonly until: Instant | null };

export type Measure =
  | { readonly kind: "count" }
  | { readonly kind: "sum" | "average"; readonly property: string }
  | { readonly kind: "minimum" | "maximum"; readonly property: string; readonly type: "number" | "time" }
  | { readonly kind: "distinctCount"; readonly property: string }
  | { readonly kind: "timeSince"; readonly which: "first" | "last" };

/** A measure over the events of one name. */
export interface EventMeasure {
  readonly event: string;
  readonly where: readonly Condition[];
  readonly measure: Measure;
  readonly window: Window;
}

export interface EventLeaf extends EventMeasure {
  readonly kind: "event";
  readonly is: MeasureComparison;
}

/** `count` and `number` carry decimal text, `time` instants, `duration` durations (time since). */
export type MeasureComparison =
  | { readonly as: "number"; readonly is: Comparison<string> }
  | { readonly as: "time"; readonly is: Comparison<Instant> }
  | { readonly as: "duration"; readonly is: Comparison<Duration> };

export interface AttributeLeaf {
  readonly kind: "attribute";
  readonly attribute: string;
  readonly type: ValueType;
  readonly tests: readonly Test[];
}

export interface TagLeaf {
  readonly kind: "tag";
  readonly tag: string;
  /** Values of a tiered tag, any of which will do; null asks only for having the tag. */
  readonly values: readonly string[] | null;
}

export interface MetricLeaf {
  readonly kind: "metric";
  readonly tag: string;
  readonly value: EventMeasure;
  readonly is: MeasureComparison;
}

export type Leaf = AttributeLeaf | EventLeaf | TagLeaf | MetricLeaf;

export type Rule =
  | { readonly kind: "all"; readonly of: readonly Rule[] }
  | { readonly kind: "any"; readonly of: readonly Rule[] }
  | { readonly kind: "not"; readonly of: Rule }
  | Leaf;

/** What decides a tag, checked. Static tags are decided by people. */
export type TagRule =
  | { readonly kind: "static" }
  | { readonly kind: "rule"; readonly rule: Rule }
  | {
      readonly kind: "tiered";
      readonly values: readonly { readonly value: string; readonly rule: Rule }[];
      readonly default: string | null;
    }
  | { readonly kind: "metric"; readonly value: EventMeasure };

/** What a change can be felt by. */
export type Dependency =
  | { readonly kind: "event"; readonly event: string }
  | { readonly kind: "attribute"; readonly attribute: string }
  | { readonly kind: "tag"; readonly tag: string };
