import type { Duration, Instant } from "../../kernel/index.ts";
import type { Comparison, Condition, Test, ValueType, Window } from "../language/index.ts";

/** Rows that one scan reads: the events of one name, or the history of one attribute. */
export type Source = { readonly kind: "event"; readonly event: string } | { readonly kind: "attribute"; readonly attribute: string };

/** One column per customer, computed once however many tags want it. */
export type Aggregate =
  | { readonly kind: "count"; readonly where: readonly Condition[]; readonly window: Window }
  /** How many values there are (elements, for members of a list): the divisor of an average. */
  | {
      readonly kind: "known" | "sum" | "distinct";
      readonly property: string;
      readonly where: readonly Condition[];
      readonly window: Window;
    }
  | { readonly kind: "minimum" | "maximum"; readonly property: string; readonly where: readonly Condition[]; readonly window: Window }
  | { readonly kind: "firstTime" | "lastTime"; readonly where: readonly Condition[]; readonly window: Window }
  /** The attribute's value as of the instant. */
  | { readonly kind: "latest"; readonly type: ValueType };

export interface MeasureColumn {
  /** `m1`, `m2` …: the name of the column. */
  readonly id: string;
  readonly source: Source;
  readonly aggregate: Aggregate;
}

/** A question over columns of one source. Columns are named by id. */
export type Predicate =
  | { readonly kind: "number"; readonly measure: string; readonly is: Comparison<string> }
  | { readonly kind: "average"; readonly sum: string; readonly known: string; readonly is: Comparison<string> }
  | { readonly kind: "time"; readonly measure: string; readonly is: Comparison<Instant> }
  /** asOf − the column compared with a duration. */
  | { readonly kind: "elapsed"; readonly measure: string; readonly is: Comparison<Duration> }
  | { readonly kind: "tests"; readonly measure: string; readonly type: ValueType; readonly tests: readonly Test[] };

/** A predicate whose customers leave a pass as one bitmap. */
export interface PlannedLeaf {
  /** `l1`, `l2` …: the name of the bitmap. */
  readonly id: string;
  readonly source: Source;
  readonly predicate: Predicate;
  /** The answer for a customer without a row in the source. When true, the bitmap holds those who fail. */
  readonly whenNothing: boolean;
}

/** How bitmaps make a tag. */
export type Formula =
  | { readonly kind: "leaf"; readonly leaf: string }
  | { readonly kind: "tag"; readonly tag: string; readonly values: readonly string[] | null }
  | { readonly kind: "all" | "any"; readonly of: readonly Formula[] }
  | { readonly kind: "not"; readonly of: Formula };

/** The value of a metric tag over columns of one source. */
export type MetricValue =
  | { readonly kind: "number" | "time" | "days"; readonly measure: string }
  | { readonly kind: "average"; readonly sum: string; readonly known: string };

export interface PlannedMetric {
  readonly tag: string;
  readonly source: Source;
  readonly value: MetricValue;
  /** The value of a customer without a row in the source: 0 for counts and sums, none otherwise. */
  readonly whenNothing: "zero" | "missing";
}

export interface PlannedTag {
  readonly tag: string;
  /** One entry with value "" for a rule tag; one per value, default last, for a tiered tag; none for metrics and static tags. */
  readonly tiers: readonly { readonly value: string; readonly formula: Formula | null }[];
  readonly metric: PlannedMetric | null;
}

/** One scan: a source, its columns, and the bitmaps taken from them. */
export interface Pass {
  readonly source: Source;
  readonly measures: readonly MeasureColumn[];
  readonly leaves: readonly PlannedLeaf[];
  readonly metrics: readonly PlannedMetric[];
}

/** Everything a run needs, as data; the same for a full, an incremental and a single-customer run. */
export interface Plan {
  readonly passes: readonly Pass[];
  readonly leaves: readonly PlannedLeaf[];
  /** In the order of evaluation: a tag comes after those it names. */
  readonly tags: readonly PlannedTag[];
}
