import type { SeenValue } from "../../catalogue/index.ts";
import type { Duration, Text } from "../../kernel/index.ts";
import type { Comparison, Operator, Scalar, Test } from "../language/ast.ts";
import type { Domain } from "../language/sense/sets.ts";
import type { ReadValue } from "../language/values.ts";

/** The language part of a type of values. It uses no store, because it also runs in the browser. */
export interface ValueTypeLanguage {
  /** The keys of its tests, as rules write them. */
  readonly keys: readonly string[];
  /** Reads a value to compare with. */
  readonly read: ReadValue<Scalar>;
  /** Reads the value of an operator, where that is more than `read` and the operator: a bare date compared with an instant is a whole day. */
  readonly compare?: (op: Operator) => ReadValue<Test>;
  /** Reads `between: [low, high]`; absent where the type has no such test. */
  readonly between?: ReadValue<Test>;
  /** How a value without an operator is read: a single one with `one`, a list with `several`. */
  readonly bare: { readonly one: "eq" | "hasAny"; readonly several: "in" | "hasAny" };
  /** A text such as `">= 3"` is a comparison. Otherwise it is refused, because it would be searched for literally. */
  readonly isCompared: boolean | "never";
  /** `ignoreCase` applies to it. */
  readonly hasCase: boolean;
  /** For places in time: how far a test looks back or ahead, and whether it counts days. */
  readonly place?: { readonly length: ReadValue<Duration>; readonly ofDays: boolean };

  /** A value of a rule, and a value that was observed, as text. */
  words(value: Scalar, timezone: string): Text;
  seenWords(value: SeenValue, timezone: string): Text;
  /** A comparison in signs (≥ 3); absent for types whose equality is said in words. */
  comparisonWords?(is: Exclude<Comparison<Scalar>, { op: "all" }>, timezone: string): Text;

  /** The possible values, to find contradictions; and the place of a value among them on a line of whole numbers. */
  readonly domain: Domain;
  position?(value: Scalar): bigint | undefined;

  /** How it is measured: as an amount in its own values, as an instant, by tests of its type, or not at all. */
  readonly measured: "amount" | "instant" | "value" | "never";
}

export const LINE: Domain = { kind: "line", least: null, mayMiss: true };
export const ANY_NAME: Domain = { kind: "names", known: null, mayMiss: true };

/** The tests that places in time have in common. */
export const PLACE_KEYS = "before after gt gte lt lte between withinLast withinNext anniversaryWithin age isSet".split(" ");
