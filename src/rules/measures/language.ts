import type { EventDef } from "../../catalogue/index.ts";
import type { Text } from "../../kernel/index.ts";
import type { Measure, ValueType } from "../language/ast.ts";
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
      readonly overNothing: "zero" | "missing";
      readonly neverNegative: boolean;
      readonly isFraction: boolean;
      readonly isAmount: boolean;
    }
  | { readonly as: "time" }
  /** An instant; rules compare how long ago it is. */
  | { readonly as: "duration" }
  /**
   * A value of the property, with the tests of its type. `withoutComparison`: the question without a comparison; refused: a comparison is
   * needed.
   */
  | { readonly as: "value"; readonly type: ValueType; readonly withoutComparison: "isSet" | "refused" };

export interface MeasureForm {
  /** Its field on the page: a number, by default at least one; a number; a duration; a test of the property's type. */
  readonly comparedAs: "count" | "number" | "duration" | "value";
  /** What it is offered for: the events themselves, each numeric property, or each property except lists. */
  readonly of: "events" | "numbers" | "values";
  /** The variants of a kind: `first`, `last`; `25`, `90`. */
  readonly variants?: readonly string[];
  /** The value of the key in a rule, for a variant and a property; by default the variant or the property alone. */
  write?(variant: string | null, property: string | null): unknown;
  /** The inverse; null for a value that the page cannot show. */
  read?(argument: unknown): { readonly variant: string | null; readonly property: string | null } | null;
}

/** A number in the property's own unit that lies between its values. */
export const BETWEEN_VALUES: MeasureValue = {
  as: "number",
  overNothing: "missing",
  neverNegative: false,
  isFraction: true,
  isAmount: true,
};

export function isCount(value: MeasureValue): boolean {
  return value.as === "count";
}

/** Whether it is 0 over nothing, rather than missing. */
export function isZero(value: MeasureValue): boolean {
  return value.as === "count" || (value.as === "number" && value.overNothing === "zero");
}
