import type { Duration, Instant } from "../../kernel/index.ts";
import type { Measure } from "../measures/kinds.ts";

export type { Measure };

/** The type a comparison is made in. */
export type ValueType = "text" | "number" | "boolean" | "date" | "time" | "list";

/** A scalar as the tree carries it: decimals as canonical text, dates as `2026-01-31`, times as instants. */
export type Scalar = string | boolean | Instant;

export type Operator = "eq" | "neq" | "gt" | "gte" | "lt" | "lte";

/** One question put to one value. `value` is decimal text for numbers, an instant for times. A missing value answers no to all but `isSet: false`. */
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
  /** Whole years gone by on the workspace's calendar: how old who was born that day is today. */
  | { readonly op: "years"; readonly is: Comparison<number> }
  | { readonly op: "isSet"; readonly value: boolean }
  /** The same of texts, capital and small letters being one. */
  | { readonly op: "ignoringCase"; readonly test: TextTest };

/** A test of a text by its letters. */
export type TextTest =
  | { readonly op: "eq" | "neq" | "contains" | "startsWith" | "endsWith" | "matches"; readonly value: string }
  | { readonly op: "in" | "notIn" | "containsAny"; readonly values: readonly string[] };

/**
 * A comparison of a measure: with decimals as text, instants, or durations. `between` includes both ends, `notBetween` neither, and of
 * `all` each must hold: `{ gte: 3, lt: 10 }`.
 */
export type Comparison<T> =
  | { readonly op: Operator; readonly value: T }
  | { readonly op: "between"; readonly low: T; readonly high: T }
  | { readonly op: "notBetween"; readonly low: T; readonly high: T }
  | { readonly op: "all"; readonly of: readonly Comparison<T>[] };

/**
 * `where` of an event leaf: every condition must hold. Conditions on members of one list must hold of the same element; one with `none`
 * holds where no element passes its tests, an empty list included.
 */
export interface Condition {
  readonly property: string;
  readonly type: ValueType;
  /** The list a member belongs to (`products`), or null for a property of the event itself. */
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
  /** The day, week (from Monday), month, quarter or year that asOf lies in, or the one before, in the workspace's zone. */
  | { readonly kind: "calendar"; readonly unit: CalendarUnit; readonly which: "this" | "last" }
  /** [since, until) */
  | { readonly kind: "absolute"; readonly since: Instant | null; readonly until: Instant | null }
  /** (the other event, asOf]; nothing when the other event never was. */
  | { readonly kind: "since"; readonly anchor: Anchor };

export type CalendarUnit = "day" | "week" | "month" | "quarter" | "year";

/** Another event, the first or the last of its kind. */
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

/** `count` and `number` carry decimal text, `time` instants, `duration` durations (time since). */
export type MeasureComparison =
  | { readonly as: "number"; readonly is: Comparison<string> }
  | { readonly as: "time"; readonly is: Comparison<Instant> }
  | { readonly as: "duration"; readonly is: Comparison<Duration> }
  /** Of first, last and most frequent values, and of the smallest and largest date: tests in the property's type. */
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
  /** Values of a tiered tag, any of which will do; null asks only for having the tag. */
  readonly values: readonly string[] | null;
  /** How long it (or one of the values) has been had without a break, by the ledger; null: any time. */
  readonly held: Comparison<Duration> | null;
}

/** Whether a customer is in a saved segment: its combination of tags, as it reads today. */
export interface SegmentLeaf {
  readonly kind: "segment";
  /** Its id, which outlives its name. */
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
 * A measure's position among the customers who have one. Of equals each has the better position; `percent` asks that
 * position × 100 ≤ percent × how many are ranked.
 */
export interface RankLeaf {
  readonly kind: "rank";
  readonly of: EventMeasure;
  readonly side: "top" | "bottom";
  readonly limit: RankLimit;
  /** Who is ranked; null: everybody who has a value. */
  readonly among: Rule | null;
}

/** `value` is decimal text; of a count a whole number. */
export interface RankLimit {
  readonly as: "count" | "percent";
  readonly value: string;
}

/** What is bought again and again: the events, the value they repeat by, and the amount that stretches an interval. */
export interface CycleMeasure {
  readonly event: string;
  readonly where: readonly Condition[];
  /** A text property, or a member of a list of objects. */
  readonly by: string;
  /** A number beside `by`; null: every purchase lasts equally long. */
  readonly quantity: string | null;
  /** From how many intervals on a customer's own are trusted. */
  readonly minimumIntervals: number;
}

/** Whether any value of `by` is due: see leaves/cycle/plan.ts for the exact meaning. */
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

/** A measure over a rolling window against the same over the window before it. */
export interface TrendLeaf {
  readonly kind: "trend";
  readonly event: string;
  readonly where: readonly Condition[];
  readonly measure: Measure;
  readonly within: Duration;
  readonly by: "ratio" | "difference";
  readonly is: Comparison<string>;
  /** Asked of the window before. */
  readonly before: Comparison<string> | null;
}

export interface SequenceStep {
  readonly event: string;
  readonly where: readonly Condition[];
  /** At most this long after the step before; null for the first step and where any time will do. Fixed units only. */
  readonly within: Duration | null;
}

/** Events one after another, strictly later each; `without` asks that after the last step none of it came within its duration, which must be over. */
export interface SequenceLeaf {
  readonly kind: "sequence";
  readonly steps: readonly SequenceStep[];
  readonly without: (SequenceStep & { readonly within: Duration }) | null;
  /** Where the first step lies: lifetime or rolling. */
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
  /** `through`: the name of the segment that names the tag. */
  | { readonly kind: "tag"; readonly tag: string; readonly through?: string };
