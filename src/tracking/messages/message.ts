import type { IncomingCustomer, IncomingEvent } from "../../customers/index.ts";
import type { Placeholders } from "../../identifiers/index.ts";
import type { Instant, Issue } from "../../kernel/index.ts";

/** The calls of Segment's tracking specification. */
export const MESSAGE_KINDS = ["identify", "track", "page", "screen", "group", "alias"] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** One call as it came, nothing of it checked. */
export type Message = Readonly<Record<string, unknown>>;

/** What is known about a message from the request it came in. */
export interface Arrival {
  readonly receivedAt: Instant;
  /** When the sender's clock said that the request left; messages without a `sentAt` of their own go by it. */
  readonly sentAt?: unknown;
  /** Context that all messages of the request share. */
  readonly context?: unknown;
  /** Data of the past (`/v1/import`): times are taken as they stand, whatever the sender's clock says now. */
  readonly historical?: boolean;
  /** Ids that name nobody in this workspace; the built-in list when absent. */
  readonly placeholders?: Placeholders | undefined;
}

/** What one message says, in the words of the customers room. A message can say both, either or (an identify without traits) who is who. */
export interface Said {
  readonly customer?: IncomingCustomer;
  readonly event?: IncomingEvent;
}

export type Outcome =
  | { readonly said: Said; readonly issues?: undefined; /** What was left out, and why. */ readonly ignored: readonly Issue[] }
  | { readonly said?: undefined; readonly issues: readonly Issue[] };
