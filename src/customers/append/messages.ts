import type { Identity } from "../../contract/index.ts";
import type { IdentityConflict } from "../../identity/index.ts";
import type { FieldType, IncomingValue } from "../../catalogue/index.ts";
import type { Instant, Issue } from "../../kernel/index.ts";

export interface IncomingEvent {
  readonly event: string;
  readonly identities: readonly Identity[];
  readonly time: Instant;
  /** The time that the sender wrote, when `time` differs from it; null when the sender wrote none. */
  readonly stated?: Instant | null;
  /** How many milliseconds the sender's clock was off, when it was measured. */
  readonly skew?: number;
  /** The sender's message id. Two messages of one sender with one id are one event. Without an id the whole content decides. */
  readonly id?: string;
  readonly properties: Readonly<Record<string, IncomingValue>>;
}

export interface IncomingCustomer {
  readonly identities: readonly Identity[];
  /** By code of the catalogue; null and "" clear a value. */
  readonly attributes: Readonly<Record<string, IncomingValue>>;
  /** When the attributes became valid. */
  readonly at: Instant;
}

declare const CHECKED: unique symbol;

/**
 * A message that was read without an issue: its identities are usable and in normal form, the name of its event is a clean code, its time can
 * be stored. A message is checked once, where it is read.
 */
export type Checked<M> = M & { readonly [CHECKED]: true };

/** Says that a reader found nothing wrong with the message. Nobody checks it again before it is written. */
export function checked<M>(message: M): Checked<M> {
  return message as Checked<M>;
}

export interface AppendInput {
  readonly customers?: readonly IncomingCustomer[];
  readonly events?: readonly IncomingEvent[];
  /** The sender whose message ids these are. Ids without a sender match those of any sender. */
  readonly sender?: string;
  /** Number of the import or request it belongs to; taken from the counter `batch` when absent. */
  readonly batch?: number;
}

/**
 * Values that do not fit the type in the catalogue. A value of an event is kept as text in `extra`, a value of an attribute in another
 * column of its row.
 */
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
  /** Events and attribute values that were stored already. */
  readonly repeated: number;
  /** How many messages were left out, and the reasons for the first hundred. */
  readonly rejected: number;
  readonly issues: readonly Issue[];
  readonly violations: readonly Violation[];
  readonly conflicts: number;
  readonly conflictSamples: readonly IdentityConflict[];
}
