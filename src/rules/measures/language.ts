import type { EventDef } from "../../catalogue/index.ts";
import type { Text } from "../../kernel/index.ts";
import type { Measure, ValueType } from "../language/ast.ts";
import type { Reading } from "../language/scope.ts";

/** What a measure says of itself without a store; runs in the browser too. Everything that asks what a measure is asks here. */
export interface MeasureLanguage<M extends Pick<Measure, "kind"> = Measure> {
  /** The key that marks it in rules: `{ sum: amount }`. */
  readonly kind: M["kind"];
  /** Reads what stands behind the key; undefined for a measure without anything (`count`). */
  read(argument: unknown, event: EventDef, path: string, reading: Reading): M | undefined;
  /** What is measured, in words: 近365天「完成订单」的金额合计. */
  words(measure: M, subject: MeasuredWords): Text;
  value(measure: M): MeasureValue;
  /** What stands behind a number of it: 次. */
  readonly unit?: Text;
  /** How the page of a rule offers it. */
  readonly form: MeasureForm;
}

/** The events that are measured, and their properties, in words. */
export interface MeasuredWords {
  readonly events: Text;
  property(code: string): Text;
}

/** What comes out of a measure, and what it is compared with. */
export type MeasureValue =
  /** A whole number, 0 over nothing. Without a comparison: at least 1. */
  | { readonly as: "count" }
  /** `isFraction`: its values lie between decimals. `isAmount`: it can be ranked and two windows compared by it. */
  | {
      readonly as: "number";
      readonly overNothing: "zero" | "missing";
      readonly neverNegative: boolean;
      readonly isFraction: boolean;
      readonly isAmount: boolean;
    }
  | { readonly as: "time" }
  /** An instant of which one asks how long ago it is. */
  | { readonly as: "duration" }
  /** A value of the property, with the tests of its type. `withoutComparison`: what is asked then; refused: a comparison is needed. */
  | { readonly as: "value"; readonly type: ValueType; readonly withoutComparison: "isSet" | "refused" };

export interface MeasureForm {
  /** What stands behind it on the page: a number, at least one where nothing is said; a number; a duration; a test of the property's type. */
  readonly comparedAs: "count" | "number" | "duration" | "value";
  /** What it is offered for: the events themselves, each property that is a number, each property but lists. */
  readonly of: "events" | "numbers" | "values";
  /** Where there are several of one kind, what tells them apart: `first`, `last`; `25`, `90`. */
  readonly variants?: readonly string[];
  /** What stands behind the key in a rule, for a variant and a property; without this it is the one or the other. */
  write?(variant: string | null, property: string | null): unknown;
  /** The same backwards; null for what the page cannot show. */
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

/** Whether it is 0, rather than missing, over nothing. */
export function isZero(value: MeasureValue): boolean {
  return value.as === "count" || (value.as === "number" && value.overNothing === "zero");
}
