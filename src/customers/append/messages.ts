import type { Identity } from "../../contract/index.ts";
import type { IdentityConflict } from "../../identity/index.ts";
import type { FieldType } from "../../catalogue/index.ts";
import type { ExactNumber, Instant, Issue } from "../../kernel/index.ts";

/** What somebody says about a property. Objects nest; lists of objects become members (`products[].price`). Null says nothing. */
export type IncomingValue =
  | string
  | number
  | ExactNumber
  | boolean
  | null
  | undefined
  | readonly IncomingValue[]
  | { readonly [key: string]: IncomingValue };

export interface IncomingEvent {
  readonly event: string;
  readonly identities: readonly Identity[];
  readonly time: Instant;
  /** The time as the sender wrote it, where `time` is another; null where the sender wrote none. */
  readonly stated?: Instant | null;
  /** Milliseconds by which the sender's clock was off, where that was looked at. */
  readonly skew?: number;
  /** The sender's own name of the message: two of one sender with one name are one event. Without it the whole content decides. */
  readonly id?: string;
  readonly properties: Readonly<Record<string, IncomingValue>>;
}

export interface IncomingCustomer {
  readonly identities: readonly Identity[];
  /** By code of the catalogue; null and "" clear. */
  readonly attributes: Readonly<Record<string, IncomingValue>>;
  /** Since when the attributes hold. */
  readonly at: Instant;
}

export interface AppendInput {
  readonly customers?: readonly IncomingCustomer[];
  readonly events?: readonly IncomingEvent[];
  /** Whose ids the events have; what nobody says is anybody's. */
  readonly sender?: string;
  /** Number of the import or request it belongs to; taken from the counter `batch` when absent. */
  readonly batch?: number;
}

/** Values that do not have the type the catalogue knows. Of an event they are kept as text in `extra`; of an attribute in another column of its row. */
export interface Violation {
  /** Null for an attribute. */
  readonly event: string | null;
  readonly code: string;
  readonly type: FieldType;
  readonly values: number;
  readonly example: string;
}

export interface Appended {
  readonly batch: number;
  readonly customersCreated: number;
  readonly identitiesAdded: number;
  readonly eventsAdded: number;
  readonly attributesAdded: number;
  /** Events and attribute values that were there already. */
  readonly repeated: number;
  /** Messages left out, and why for the first hundred. */
  readonly rejected: number;
  readonly issues: readonly Issue[];
  readonly violations: readonly Violation[];
  readonly conflicts: number;
  readonly conflictSamples: readonly IdentityConflict[];
}
