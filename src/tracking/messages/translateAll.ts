import { checked, type Checked, type IncomingCustomer, type IncomingEvent } from "../../customers/index.ts";
import type { Issue } from "../../kernel/index.ts";
import type { Arrival, MessageKind } from "./message.ts";
import { translateMessage } from "./translate.ts";

/** The translated messages of one request, and the issues of rejected ones, by index in the request. */
export interface Translated {
  readonly customers: readonly Checked<IncomingCustomer>[];
  readonly events: readonly Checked<IncomingEvent>[];
  /** For each translated entry, the index of its message. */
  readonly customerAt: readonly number[];
  readonly eventAt: readonly number[];
  /** Issues of parts that were left out of accepted messages. */
  readonly ignored: ReadonlyMap<number, readonly Issue[]>;
  readonly rejected: readonly { readonly index: number; readonly issues: readonly Issue[] }[];
}

export function translateMessages(messages: readonly unknown[], arrival: Arrival, kind?: MessageKind): Translated {
  const customers: Checked<IncomingCustomer>[] = [];
  const events: Checked<IncomingEvent>[] = [];
  const customerAt: number[] = [];
  const eventAt: number[] = [];
  const rejected: { index: number; issues: readonly Issue[] }[] = [];
  const ignored = new Map<number, readonly Issue[]>();
  for (const [index, message] of messages.entries()) {
    const outcome = translateMessage(message, arrival, kind);
    if (!outcome.translation) rejected.push({ index, issues: outcome.issues });
    else {
      const { translation } = outcome;
      if (outcome.ignored.length > 0) ignored.set(index, outcome.ignored);
      if (translation.customer && customerAt.push(index)) customers.push(checked(translation.customer));
      if (translation.event && eventAt.push(index)) events.push(checked(translation.event));
    }
  }
  return { customers, events, customerAt, eventAt, ignored, rejected };
}
