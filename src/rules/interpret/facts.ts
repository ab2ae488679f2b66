import type { Instant } from "../../kernel/index.ts";
import type { Seen } from "./values.ts";

/** An event as the interpreter reads it. A member of a list (`products[].price`) is an array with one element per object. */
export interface FactEvent {
  readonly event: string;
  readonly time: Instant;
  readonly properties: Readonly<Record<string, Seen | readonly (Seen | undefined)[] | undefined>>;
}

export interface FactAttribute {
  readonly attribute: string;
  readonly at: Instant;
  /** Undefined: the attribute was cleared. */
  readonly value: Seen | undefined;
}

/** A move in the membership history: the customer entered or left a tag or a value of it. `value` is "" for tags without values. */
export interface FactMembership {
  readonly tag: string;
  readonly value: string;
  readonly at: Instant;
  readonly entered: boolean;
  /** The number of the evaluation; it orders moves at the same instant. */
  readonly evaluation?: number;
}

/** All facts of one customer, in any order. */
export interface CustomerFacts {
  readonly events: readonly FactEvent[];
  readonly attributes: readonly FactAttribute[];
  readonly memberships?: readonly FactMembership[];
}
