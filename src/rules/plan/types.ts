import type { Duration, Instant } from "../../kernel/index.ts";
import type { Anchor, Comparison, Condition, CycleMeasure, RankLimit, Test, ValueType, Window } from "../language/index.ts";

/** The rows of one scan. */
export type Source =
  /** The events of one name; with an anchor, only those after the customer's own anchor event. */
  | { readonly kind: "event"; readonly event: string; readonly since: Anchor | null }
  /** The events of several names, for conditions on their order. */
  | { readonly kind: "events"; readonly events: readonly string[] }
  /** The history of one attribute. */
  | { readonly kind: "attribute"; readonly attribute: string }
  /** Since when a tag (any of the values) has been had without a break, from the history, as of the instant. */
  | { readonly kind: "membershipHistory"; readonly tag: string; readonly values: readonly string[] | null }
  /** Events of everybody, for positions among customers. `among` selects the ranked customers; null: all. */
  | { readonly kind: "ranked"; readonly event: string; readonly since: Anchor | null; readonly among: Formula | null }
  /** Repeated purchases of everybody. */
  | { readonly kind: "cycle"; readonly cycle: CycleMeasure };

/** A value over the matching events of a customer in a window. */
type OfEvents<K extends string> = K extends string
  ? { readonly kind: K; readonly where: readonly Condition[]; readonly window: Window }
  : never;

/** One column per customer, computed once for all tags that use it. */
export type Aggregate =
  | OfEvents<"count" | "days" | "firstTime" | "lastTime">
  /** `known`: the number of values (for members of a list, of elements), the divisor of an average. `squares`: the sum of their squares. */
  | (OfEvents<"known" | "sum" | "squares" | "distinct" | "minimum" | "maximum"> & { readonly property: string })
  /** A value of the property: at the first or last event with a value, or the most frequent one. */
  | (OfEvents<"first" | "last" | "mostFrequent"> & { readonly property: string; readonly type: ValueType })
  /** The value at `part` ÷ `of` of the sorted values, times `of`: see columns/percentile.ts. */
  | (OfEvents<"percentile"> & { readonly property: string; readonly part: number; readonly of: number })
  /** `of` for customers with a value of the property, 0 for the others: the divisor of a percentile. */
  | (OfEvents<"divisor"> & { readonly property: string; readonly of: number })
  /** The instants of the matching events of one name, in order. */
  | (OfEvents<"times"> & { readonly event: string })
  /** The attribute's value as of the instant. */
  | { readonly kind: "latest"; readonly type: ValueType }
  /** When the tag of a `membershipHistory` source was last entered; missing for customers who do not have it. */
  | { readonly kind: "entered" }
  /** The position of a fraction among customers whose `known` is above 0, from the top or the bottom; 0 for the others. */
  | { readonly kind: "rank"; readonly value: Fraction; readonly known: string; readonly side: "top" | "bottom" }
  /** The number of ranked customers. */
  | { readonly kind: "ranked"; readonly known: string }
  /** The repeated purchases of a cycle source that have an interval. */
  | { readonly kind: "cycles" };

/** Aggregates over the events of one customer. */
export type EventAggregate = Extract<Aggregate, { window: Window }>;

export interface MeasureColumn {
  /** `m1`, `m2` …: the name of the column. */
  readonly id: string;
  readonly source: Source;
  readonly aggregate: Aggregate;
}

/** A condition on columns of one source. Columns are named by id. */
export type Predicate =
  | { readonly kind: "number"; readonly measure: string; readonly is: Comparison<string> }
  /** A fraction of two columns, the second a whole number; false where that is 0. */
  | { readonly kind: "quotient"; readonly over: string; readonly under: string; readonly is: Comparison<string> }
  /** A standard deviation: see MetricValue. */
  | {
      readonly kind: "deviation";
      readonly sum: string;
      readonly squares: string;
      readonly known: string;
      readonly is: Comparison<string>;
    }
  | { readonly kind: "time"; readonly measure: string; readonly is: Comparison<Instant> }
  /** asOf − the column compared with a duration. */
  | { readonly kind: "elapsed"; readonly measure: string; readonly is: Comparison<Duration> }
  /** Two fractions compared: their ratio (the second must be above 0) or their difference. `before` is a condition on the second alone. */
  | {
      readonly kind: "trend";
      readonly by: "ratio" | "difference";
      readonly now: Fraction;
      readonly then: Fraction;
      readonly is: Comparison<string>;
      readonly before: Comparison<string> | null;
    }
  /** Instants one after another: columns of instants, each with the longest distance from the previous one in milliseconds. */
  | {
      readonly kind: "sequence";
      readonly steps: readonly { readonly times: string; readonly within: number | null }[];
      readonly without: { readonly times: string; readonly within: number } | null;
    }
  /** A position within the limit. */
  | { readonly kind: "rank"; readonly rank: string; readonly ranked: string; readonly limit: RankLimit }
  /** Whether any repeated purchase is due. */
  | { readonly kind: "cycle"; readonly measure: string; readonly dueWithin: Duration }
  | { readonly kind: "tests"; readonly measure: string; readonly type: ValueType; readonly tests: readonly Test[] };

/** A number as a fraction of columns, so that averages are compared exactly. */
export interface Fraction {
  readonly over: string;
  /** Null: one. */
  readonly under: string | null;
}

/** A predicate; a pass returns its customers as one bitmap. */
export interface PlannedLeaf {
  /** `l1`, `l2` …: the name of the bitmap. */
  readonly id: string;
  readonly source: Source;
  readonly predicate: Predicate;
  /** The answer for a customer without a row in the source. When it is true, the bitmap holds the customers who fail. */
  readonly whenNothing: boolean;
}

/** How a tag is composed of bitmaps. */
export type Formula =
  | { readonly kind: "leaf"; readonly leaf: string }
  | { readonly kind: "tag"; readonly tag: string; readonly values: readonly string[] | null }
  | { readonly kind: "all" | "any"; readonly of: readonly Formula[] }
  | { readonly kind: "not"; readonly of: Formula };

/** The value of a metric tag over columns of one source. */
export type MetricValue =
  | { readonly kind: "number" | "time" | "days"; readonly measure: string }
  /** A value of a property. */
  | { readonly kind: "value"; readonly type: ValueType; readonly measure: string }
  /** over ÷ under, where `under` is a whole number; missing when it is 0. */
  | { readonly kind: "quotient"; readonly over: string; readonly under: string }
  /** The standard deviation of a sample: √((known × squares − sum²) ÷ (known × (known − 1))); missing for fewer than two values. */
  | { readonly kind: "deviation"; readonly sum: string; readonly squares: string; readonly known: string };

export interface PlannedMetric {
  readonly tag: string;
  readonly source: Source;
  readonly value: MetricValue;
  /** The value of a customer without a row in the source: 0 for counts and sums, otherwise none. */
  readonly whenNothing: "zero" | "missing";
}

export interface PlannedTag {
  readonly tag: string;
  /** One entry with value "" for a rule tag; one per value for a tiered tag, the default last; none for metrics and static tags. */
  readonly tiers: readonly { readonly value: string; readonly formula: Formula | null }[];
  readonly metric: PlannedMetric | null;
}

/** One scan: a source, its columns, and the bitmaps computed from them. */
export interface Pass {
  readonly source: Source;
  readonly measures: readonly MeasureColumn[];
  readonly leaves: readonly PlannedLeaf[];
  readonly metrics: readonly PlannedMetric[];
}

/** A plan as data; the same for a full, an incremental and a single-customer run. */
export interface Plan {
  readonly passes: readonly Pass[];
  readonly leaves: readonly PlannedLeaf[];
  /** In the order of evaluation: a tag comes after those it names. */
  readonly tags: readonly PlannedTag[];
}
