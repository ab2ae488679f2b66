import { deviationOf, type Decimal } from "../../kernel/index.ts";
import type { FactEvent } from "../interpret/facts.ts";
import type { Moment, Seen } from "../interpret/values.ts";
import type { Measure } from "../language/ast.ts";
import type { EventAggregate, MetricValue } from "../plan/types.ts";

/** What a measure is over a store's columns, and what it means over plain arrays. */
export interface MeasureRun<M extends Pick<Measure, "kind"> = Measure> {
  /** Its value over columns; `column` registers one over the matching events and gives its name. */
  plan(measure: M, column: (own: OwnColumn) => string): MetricValue;
  /** The same without a store and without the plan: the oracle. */
  interpret(measure: M, matching: Matching): Measured;
}

/** A column without what the leaf says: which events, in which window. */
export type OwnColumn = EventAggregate extends infer A ? (A extends EventAggregate ? Omit<A, "where" | "window"> : never) : never;

/** The events of a customer that a measure is taken over. */
export interface Matching {
  readonly events: readonly FactEvent[];
  readonly moment: Moment;
  /** The property's known values over them or one of them; of a list's member, those of the elements that count. */
  values(property: string, event?: FactEvent): Seen[];
}

/** A number may be a fraction or a root of one: such are compared without dividing, so that 2.9999999 is below 3. */
export type Measured =
  | { readonly kind: "value"; readonly value: Seen | undefined }
  /** over ÷ under; missing where `under` is 0. */
  | { readonly kind: "quotient"; readonly over: Decimal; readonly under: bigint }
  /** The standard deviation of `known` values with this sum and this sum of squares (of 12 digits); missing of fewer than two. */
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

/** What is kept and shown of it: a fraction or root cut at the sixth digit. Comparisons do not go through this value. */
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
