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
  /** Undefined clears it. */
  readonly value: Seen | undefined;
}

/** A move of the ledger: the customer came to have a tag, or a value of it, or ceased to. `value` is "" for tags without values. */
export interface FactMembership {
  readonly tag: string;
  readonly value: string;
  readonly at: Instant;
  readonly entered: boolean;
  /** The number of the evaluation that moved: what tells apart two at one instant. */
  readonly evaluation?: number;
}

/** Everything known of one customer, in any order. */
export interface CustomerFacts {
  readonly events: readonly FactEvent[];
  readonly attributes: readonly FactAttribute[];
  readonly memberships?: readonly FactMembership[];
}
