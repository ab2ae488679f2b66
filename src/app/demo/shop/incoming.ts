import type { Instant } from "../../../kernel/index.ts";
import type { Identity } from "./person.ts";

export interface IncomingCustomer {
  readonly identities: readonly Identity[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly at: Instant;
}

export interface IncomingEvent {
  readonly id?: string;
  readonly event: string;
  readonly identities: readonly Identity[];
  readonly time: Instant;
  readonly properties: Readonly<Record<string, unknown>>;
}
