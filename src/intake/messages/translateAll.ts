import type { IncomingCustomer, IncomingEvent } from "../../customers/index.ts";
import type { Issue } from "../../kernel/index.ts";
import type { Arrival, MessageKind } from "./message.ts";
import { isObject } from "./read.ts";
import { translateMessage } from "./translate.ts";

/** What the messages of one request say, and what is wrong with those that cannot be taken, by their place among the messages. */
export interface Translated {
  readonly customers: readonly IncomingCustomer[];
  readonly events: readonly IncomingEvent[];
  /** Which message each of them comes from. */
  readonly customerAt: readonly number[];
  readonly eventAt: readonly number[];
  readonly rejected: readonly { readonly index: number; readonly issues: readonly Issue[] }[];
}

export function translateMessages(messages: readonly unknown[], arrival: Arrival, kind?: MessageKind): Translated {
  const customers: IncomingCustomer[] = [];
  const events: IncomingEvent[] = [];
  const customerAt: number[] = [];
  const eventAt: number[] = [];
  const rejected: { index: number; issues: readonly Issue[] }[] = [];
  for (const [index, message] of messages.entries()) {
    const { said, issues } = translateMessage(message, arrival, kind);
    if (!said) rejected.push({ index, issues });
    else {
      if (said.customer && customerAt.push(index)) customers.push(said.customer);
      if (said.event && eventAt.push(index)) events.push(said.event);
    }
  }
  return { customers, events, customerAt, eventAt, rejected };
}

/** The `previousId`s of the alias calls among the messages, and the user ids that messages of the same request name. */
export function aliasesIn(messages: readonly unknown[], kind?: MessageKind): { previous: string[]; users: Set<string> } {
  const previous: string[] = [];
  const users = new Set<string>();
  for (const message of messages) {
    if (!isObject(message)) continue;
    const { previousId, userId, type } = message;
    if ((kind ?? type) !== "alias") {
      if (typeof userId === "string") users.add(userId);
    } else if (typeof previousId === "string" || typeof previousId === "number") previous.push(String(previousId));
  }
  return { previous, users };
}
