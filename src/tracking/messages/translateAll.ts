import type { IncomingCustomer, IncomingEvent } from "../../customers/index.ts";
import type { Issue } from "../../kernel/index.ts";
import type { Arrival, MessageKind } from "./message.ts";
import { translateMessage } from "./translate.ts";

/** What the messages of one request say, and what is wrong with those that cannot be taken, by their place among the messages. */
export interface Translated {
  readonly customers: readonly IncomingCustomer[];
  readonly events: readonly IncomingEvent[];
  /** Which message each of them comes from. */
  readonly customerAt: readonly number[];
  readonly eventAt: readonly number[];
  /** What was left out of messages that are taken. */
  readonly ignored: ReadonlyMap<number, readonly Issue[]>;
  readonly rejected: readonly { readonly index: number; readonly issues: readonly Issue[] }[];
}

export function translateMessages(messages: readonly unknown[], arrival: Arrival, kind?: MessageKind): Translated {
  const customers: IncomingCustomer[] = [];
  const events: IncomingEvent[] = [];
  const customerAt: number[] = [];
  const eventAt: number[] = [];
  const rejected: { index: number; issues: readonly Issue[] }[] = [];
  const ignored = new Map<number, readonly Issue[]>();
  for (const [index, message] of messages.entries()) {
    const outcome = translateMessage(message, arrival, kind);
    if (!outcome.said) rejected.push({ index, issues: outcome.issues });
    else {
      const { said } = outcome;
      if (outcome.ignored.length > 0) ignored.set(index, outcome.ignored);
      if (said.customer && customerAt.push(index)) customers.push(said.customer);
      if (said.event && eventAt.push(index)) events.push(said.event);
    }
  }
  return { customers, events, customerAt, eventAt, ignored, rejected };
}
