import type { EventDef } from "../../catalogue/index.ts";
import type { Text } from "../../kernel/index.ts";
import type { Measure, ValueType } from "../language/ast.ts";
import type { Schema } from "../language/schema.ts";
import type { Reading } from "../language/scope.ts";

/**
 * The language part of a measure. It uses no store, because it also runs in the browser. Other code asks it instead of listing measures.
 */
export interface MeasureLanguage<M extends Pick<Measure, "kind"> = Measure> {
  /** The key of the measure in rules: `{ sum: amount }`. */
  readonly kind: M["kind"];
  /** Reads the value of the key; undefined for a measure without a value (`count`). */
  read(argument: unknown, event: EventDef, path: string, reading: Reading): M | undefined;
  /** The measure as text: 近365天「完成订单」的金额合计. */
  words(measure: M, subject: MeasuredWords): Text;
  value(measure: M): MeasureValue;
  /** The unit after a number of it: 次. */
  readonly unit?: Text;
  /** The value of the key, for editors; by default one of the variants, or a property. */
  readonly argument?: Schema;
  /** How the page of a rule offers it. */
  readonly form: MeasureForm;
}

/** The measured events and their properties, as text. */
export interface MeasuredWords {
  readonly events: Text;
  property(code: string): Text;
}

/** The type of a measure's value, which decides its comparison. */
export type MeasureValue =
  /** A whole number, 0 over nothing. Without a comparison: at least 1. */
  | { readonly as: "count" }
  /** `isFraction`: its values lie between decimals. `isAmount`: it can be ranked, and compared over two windows. */
  | {
      readonly as: "number";
      /** The type that it is an amount of: a sum of durations is a duration. */
      readonly of: ValueType;
      readonly overNothing: "zero" | "missing";
      readonly neverNegative: boolean;
      readonly isFraction: boolean;
      readonly isAmount: boolean;
    }
  | { readonly as: "time" }
  /** An instant; rules compare how long ago it is. */
  | { readonly as: "elapsed" }
  /**
   * A value of the property, with the tests of its type. `withoutComparison`: the question without a comparison; refused: a comparison is
   * needed.
   */
  | { readonly as: "value"; readonly type: ValueType; readonly withoutComparison: "isSet" | "refused" };

export interface MeasureForm {
  /** Its field on the page: a number, by default at least one; an amount; how long ago; a test of the property's type. */
  readonly comparedAs: "count" | "number" | "elapsed" | "value";
  /** What it is offered for: the events themselves, each property that is an amount, or each property except lists. */
  readonly of: "events" | "amounts" | "values";
  /** The variants of a kind: `first`, `last`; `25`, `90`. */
  readonly variants?: readonly string[];
  /** The value of the key in a rule, for a variant and a property; by default the variant or the property alone. */
  write?(variant: string | null, property: string | null): unknown;
  /** The inverse; null for a value that the page cannot show. */
  read?(argument: unknown): { readonly variant: string | null; readonly property: string | null } | null;
}

/** A value of the property's type that lies between its values. */
export function betweenValues(of: ValueType): MeasureValue {
  return { as: "number", of, overNothing: "missing", neverNegative: false, isFraction: true, isAmount: true };
}

export function isCount(value: MeasureValue): boolean {
  return value.as === "count";
}

/** Whether it is 0 over nothing, rather than missing. */
export function isZero(value: MeasureValue): boolean {
  return value.as === "count" || (value.as === "number" && value.overNothing === "zero");
}
