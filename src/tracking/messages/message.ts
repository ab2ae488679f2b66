import type { IncomingCustomer, IncomingEvent } from "../../customers/index.ts";
import type { Placeholders } from "../../identifiers/index.ts";
import type { Instant, Issue } from "../../kernel/index.ts";

/** The calls of Segment's tracking specification. */
export const MESSAGE_KINDS = ["identify", "track", "page", "screen", "group", "alias"] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** One call as received. Nothing in it is validated yet. */
export type Message = Readonly<Record<string, unknown>>;

/** Facts about a message that come from its request. */
export interface Arrival {
  readonly receivedAt: Instant;
  /** When the request left, by the sender's clock. It stands in for a message's missing `sentAt`. */
  readonly sentAt?: unknown;
  /** Context that all messages of the request share. */
  readonly context?: unknown;
  /** Historical data (`/v1/import`): times are not corrected by the sender's clock. */
  readonly historical?: boolean;
  /** Placeholder ids of this workspace. Default: the built-in list. */
  readonly placeholders?: Placeholders | undefined;
}

/**
 * One message in the types of the customers room. It states attributes, an event, both, or neither (an identify without traits only links
 * identities).
 */
export interface Translation {
  readonly customer?: IncomingCustomer;
  readonly event?: IncomingEvent;
}

export type Outcome =
  | {
      readonly translation: Translation;
      readonly issues?: undefined;
      /** What was left out, and why. */ readonly ignored: readonly Issue[];
    }
  | { readonly translation?: undefined; readonly issues: readonly Issue[] };
