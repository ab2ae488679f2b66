import type { Value } from "../../contract/index.ts";
import type { Lang } from "../../kernel/index.ts";

/** What the pages know of a type of values beyond its language (rules/valueTypes): how it is shown and asked for. */
export interface WebType {
  /** The operators that tokens offer, the first for a new condition. Other operators of the language are edited as text. */
  readonly operators: readonly string[];
  /** The field for one value. */
  readonly field: "text" | "number" | "date";
  /** The value of a new condition. */
  readonly newValue: string;
  /** A value as people write it, shown in an empty field. */
  readonly example?: string;
  /** A value for people; a value that the actor may not see comes masked, as another text. */
  text(value: Value, show: Show): string;
  /** The value of a metric tag of this type, which shows its type only by its form; absent when no metric has values of the type. */
  readonly metric?: {
    has(value: string): boolean;
    text(value: string, unit: string | null, show: Show): string;
    /** All digits, when `text` may leave some out. */
    exact?(value: string, show: Show): string;
  };
}

/** Language and formats of the person. */
export interface Show {
  readonly lang: Lang;
  yesOrNo(value: boolean): string;
  day(instant: string): string;
  clock(instant: string): string;
  exact(value: string): string;
  measure(value: string, unit: string | null): string;
}

export const PLACE_OPERATORS: readonly string[] = [
  "withinLast",
  "withinNext",
  "anniversaryWithin",
  "age",
  "is",
  "isNot",
  "before",
  "after",
  "between",
  "isSet",
  "notSet",
];

export const AMOUNT_OPERATORS: readonly string[] = ["gte", "gt", "eq", "neq", "lt", "lte", "between", "range", "isSet", "notSet"];
