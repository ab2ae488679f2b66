import { deviationOf, type Decimal } from "../../kernel/index.ts";
import type { FactEvent } from "../interpret/facts.ts";
import type { Moment, Seen } from "../interpret/values.ts";
import type { Measure } from "../language/ast.ts";
import type { EventAggregate, MetricValue } from "../plan/types.ts";

/** How a measure is computed: over a store's columns, and over plain arrays. */
export interface MeasureRun<M extends Pick<Measure, "kind"> = Measure> {
  /** Its value over columns; `column` registers a column over the matching events and returns its name. */
  plan(measure: M, column: (own: OwnColumn) => string): MetricValue;
  /** The same over plain arrays, without store and plan; tests compare both. */
  interpret(measure: M, matching: Matching): Measured;
}

/** A column without the leaf's part (event, window, conditions). */
export type OwnColumn = EventAggregate extends infer A ? (A extends EventAggregate ? Omit<A, "where" | "window"> : never) : never;

/** The events of a customer that a measure reads. */
export interface Matching {
  readonly events: readonly FactEvent[];
  readonly moment: Moment;
  /** The known values of the property over all events or one; for a member of a list, those of the elements that count. */
  values(property: string, event?: FactEvent): Seen[];
}

/** A number that may be a fraction or a root. Such numbers are compared without dividing, so that 2.9999999 is below 3. */
export type Measured =
  | { readonly kind: "value"; readonly value: Seen | undefined }
  /** over ÷ under; missing where `under` is 0. */
  | { readonly kind: "quotient"; readonly over: Decimal; readonly under: bigint }
  /** The standard deviation of `known` values with this sum and this sum of squares (with 12 digits); missing for fewer than two values. */
  | { readonly kind: "deviation"; readonly sum: Decimal; readonly squares: bigint; readonly known: bigint };

export function value(seen: Seen | undefined): Measured {
  return { kind: "value", value: seen };
}

export function decimals(values: readonly Seen[]): Decimal[] {
  return values as Decimal[];
}

export function sumOf(values: readonly Decimal[]): Decimal {
  return values.reduce((sum, one) => sum + one, 0n);
}

/** The value that is stored and shown: a fraction or root is cut after the sixth digit. Comparisons do not use it. */
export function measuredValue(measured: Measured): Seen | undefined {
  switch (measured.kind) {
    case "value":
      return measured.value;
    case "quotient":
      return measured.under === 0n ? undefined : measured.over / measured.under;
    case "deviation":
      return measured.known < 2n ? undefined : deviationOf(measured.sum, measured.squares, measured.known);
  }
}
