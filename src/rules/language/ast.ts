import type { Duration, Instant, ValueType } from "../../kernel/index.ts";
import type { Measure } from "../measures/measureTypes.ts";
import type { TagRule } from "../tagKinds/tagRule.ts";

export type { Measure, TagRule };

export type { ValueType };

/** A value in the tree: decimals as canonical text, dates as `2026-01-31`, times as instants. */
export type Scalar = string | boolean | Instant;

export type Operator = "eq" | "neq" | "gt" | "gte" | "lt" | "lte";

/**
 * One test of one value. `value` is decimal text for numbers, an instant for times. A missing value passes no test except `isSet: false`.
 */
export type Test =
  | { readonly op: Operator; readonly value: Scalar }
  | { readonly op: "between"; readonly low: Scalar; readonly high: Scalar }
  | { readonly op: "notBetween"; readonly low: Scalar; readonly high: Scalar }
  | { readonly op: "in" | "notIn"; readonly values: readonly Scalar[] }
  | { readonly op: "contains" | "startsWith" | "endsWith" | "matches"; readonly value: string }
  | { readonly op: "containsAny" | "hasAny" | "hasAll"; readonly values: readonly string[] }
  | { readonly op: "withinLast" | "withinNext"; readonly duration: Duration }
  | { readonly op: "anniversaryWithin"; readonly days: number }
  | { readonly op: "age"; readonly is: Comparison<Duration> }
  /** Whole years on the workspace's calendar: the age today of a person born on that day. */
  | { readonly op: "years"; readonly is: Comparison<number> }
  | { readonly op: "isSet"; readonly value: boolean }
  /** The same for texts, ignoring case. */
  | { readonly op: "ignoringCase"; readonly test: TextTest };

/** A test of a part of a text. */
export type TextTest =
  | { readonly op: "eq" | "neq" | "contains" | "startsWith" | "endsWith" | "matches"; readonly value: string }
  | { readonly op: "in" | "notIn" | "containsAny"; readonly values: readonly string[] };

/**
 * A comparison of a measure: with decimals as text, instants, or durations. `between` includes both ends, `notBetween` neither. Every
 * comparison in `all` must hold: `{ gte: 3, lt: 10 }`.
 */
export type Comparison<T> =
  | { readonly op: Operator; readonly value: T }
  | { readonly op: "between"; readonly low: T; readonly high: T }
  | { readonly op: "notBetween"; readonly low: T; readonly high: T }
  | { readonly op: "all"; readonly of: readonly Comparison<T>[] };

/**
 * `where` of an event leaf: every condition must hold. Conditions on members of one list must hold for the same element. A condition with
 * `none` holds when no element passes its tests, also for an empty list.
 */
export interface Condition {
  readonly property: string;
  readonly type: ValueType;
  /** The list that a member belongs to (`products`), or null for a property of the event itself. */
  readonly array: string | null;
  readonly none?: true;
  readonly tests: readonly Test[];
}

export type Window =
  | { readonly kind: "lifetime" }
  /** (asOf − within, asOf] */
  | { readonly kind: "rolling"; readonly within: Duration }
  /** (asOf − 2 × within, asOf − within]: what a trend compares with. */
  | { readonly kind: "previous"; readonly within: Duration }
  /** The day, week (from Monday), month, quarter or year that contains asOf, or the previous one, in the workspace's zone. */
  | { readonly kind: "calendar"; readonly unit: CalendarUnit; readonly which: "this" | "last" }
  /** [since, until) */
  | { readonly kind: "absolute"; readonly since: Instant | null; readonly until: Instant | null }
  /** (the other event, asOf]; empty when the other event never happened. */
  | { readonly kind: "since"; readonly anchor: Anchor };

export type CalendarUnit = "day" | "week" | "month" | "quarter" | "year";

/** The first or last of the other events. */
export interface Anchor {
  readonly which: "first" | "last";
  readonly event: string;
  readonly where: readonly Condition[];
}

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

/** `number` carries decimal text (a count, an amount), `time` instants, `elapsed` durations (time since). */
export type MeasureComparison =
  | { readonly as: "number"; readonly is: Comparison<string> }
  | { readonly as: "time"; readonly is: Comparison<Instant> }
  | { readonly as: "elapsed"; readonly is: Comparison<Duration> }
  /** For first, last and most frequent values, and for the smallest and largest date: tests in the property's type. */
  | { readonly as: "value"; readonly type: ValueType; readonly tests: readonly Test[] };

export interface AttributeLeaf {
  readonly kind: "attribute";
  readonly attribute: string;
  readonly type: ValueType;
  readonly tests: readonly Test[];
}

export interface TagLeaf {
  readonly kind: "tag";
  readonly tag: string;
  /** Values of a tiered tag, one of which must hold; null: any value. */
  readonly values: readonly string[] | null;
  /** How long the tag (or one of the values) has been held without a break, from the history; null: any duration. */
  readonly held: Comparison<Duration> | null;
}

/** Whether a customer is in a saved segment, by its present combination of tags. */
export interface SegmentLeaf {
  readonly kind: "segment";
  /** Its id, which stays the same when the name changes. */
  readonly segment: string;
  readonly name: string;
  readonly of: Rule;
}

/** Whether a customer has agreed to all of these purposes and channels (codes without `consent.`). */
export interface ConsentLeaf {
  readonly kind: "consent";
  readonly names: readonly string[];
}

/**
 * A measure's position among the customers who have a value. Equal values have the same, best position; `percent` requires position × 100 ≤
 * percent × number of ranked customers.
 */
export interface RankLeaf {
  readonly kind: "rank";
  readonly of: EventMeasure;
  readonly side: "top" | "bottom";
  readonly limit: RankLimit;
  /** Which customers are ranked; null: all who have a value. */
  readonly among: Rule | null;
}

/** `value` is decimal text; a whole number for a count. */
export interface RankLimit {
  readonly as: "count" | "percent";
  readonly value: string;
}

/** Repeated purchases: the events, the value by which they repeat, and the quantity that lengthens an interval. */
export interface CycleMeasure {
  readonly event: string;
  readonly where: readonly Condition[];
  /** A text property, or a member of a list of objects. */
  readonly by: string;
  /** A number in the same element as `by`; null: every purchase lasts equally long. */
  readonly quantity: string | null;
  /** The fewest intervals for a customer's own interval to be used. */
  readonly minimumIntervals: number;
}

/** Whether any value of `by` is due; leaves/cycle/plan.ts has the exact definition. */
export interface CycleLeaf extends CycleMeasure {
  readonly kind: "cycle";
  readonly dueWithin: Duration;
}

export interface MetricLeaf {
  readonly kind: "metric";
  readonly tag: string;
  readonly value: EventMeasure;
  readonly is: MeasureComparison;
}

/** A measure over a rolling window against the same measure over the previous window. */
export interface TrendLeaf {
  readonly kind: "trend";
  readonly event: string;
  readonly where: readonly Condition[];
  readonly measure: Measure;
  readonly within: Duration;
  readonly by: "ratio" | "difference";
  readonly is: Comparison<string>;
  /** A comparison that the previous window must pass. */
  readonly before: Comparison<string> | null;
}

export interface SequenceStep {
  readonly event: string;
  readonly where: readonly Condition[];
  /** The longest time after the previous step; null for the first step and when there is no limit. Fixed units only. */
  readonly within: Duration | null;
}

/**
 * Events that follow one another, each strictly later than the previous. `without`: after the last step none of these events came within
 * its duration, which must be over.
 */
export interface SequenceLeaf {
  readonly kind: "sequence";
  readonly steps: readonly SequenceStep[];
  readonly without: (SequenceStep & { readonly within: Duration }) | null;
  /** The window of the first step: lifetime or rolling. */
  readonly window: Window;
}

export type Leaf =
  | AttributeLeaf
  | EventLeaf
  | TagLeaf
  | MetricLeaf
  | TrendLeaf
  | SequenceLeaf
  | SegmentLeaf
  | ConsentLeaf
  | RankLeaf
  | CycleLeaf;

export type Rule =
  | { readonly kind: "all"; readonly of: readonly Rule[] }
  | { readonly kind: "any"; readonly of: readonly Rule[] }
  | { readonly kind: "not"; readonly of: Rule }
  | Leaf;

/** What a rule depends on. */
export type Dependency =
  | { readonly kind: "event"; readonly event: string }
  | { readonly kind: "attribute"; readonly attribute: string }
  /** `through`: the segment that names the tag. */
  | { readonly kind: "tag"; readonly tag: string; readonly through?: string };
