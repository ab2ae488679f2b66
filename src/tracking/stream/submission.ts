import type { StoredMessages } from "../../customers/index.ts";
import type { Issue } from "../../kernel/index.ts";

/** Result of one message. `added` is false if everything in it was stored before. */
export type MessageOutcome =
  | {
      readonly kind: "taken";
      readonly customer: number;
      readonly added: boolean;
      /** Its id was stored before with other content. This content is kept as a conflict. */
      readonly conflict?: true;
    }
  | { readonly kind: "rejected"; readonly issue: Issue };

/** Results of one caller's messages. Accepted messages are durable. */
export interface SubmissionResult {
  /** One result for each message, in the order of the request. */
  readonly customers: readonly MessageOutcome[];
  readonly events: readonly MessageOutcome[];
  /** Customers that these messages created, possibly together with other callers of the same commit. */
  readonly customersCreated: number;
  readonly eventsAdded: number;
  readonly attributesAdded: number;
  /** Events and attribute values that were stored before. */
  readonly repeated: number;
  readonly rejected: number;
}

/** One caller's messages while they are written, and the result so far. */
export interface Submission {
  readonly messages: StoredMessages;
  reject(kind: "customer" | "event", at: number, issue: Issue): void;
  /** `values` counts the message's attribute values, `added` the new ones among them. */
  takeCustomer(at: number, customer: number, created: boolean, values: number, added: number): void;
  takeEvent(at: number, customer: number, created: boolean, became: "added" | "repeated" | "conflict"): void;
  result(): SubmissionResult;
}

export function submissionOf(messages: StoredMessages): Submission {
  const customers: MessageOutcome[] = [];
  const events: MessageOutcome[] = [];
  const created = new Set<number>();
  let eventsAdded = 0;
  let attributesAdded = 0;
  let repeated = 0;
  let rejected = 0;
  return {
    messages,
    reject(kind, at, issue) {
      rejected++;
      (kind === "event" ? events : customers)[at] = { kind: "rejected", issue };
    },
    takeCustomer(at, customer, isNew, values, added) {
      customers[at] = { kind: "taken", customer, added: isNew || added > 0 };
      if (isNew) created.add(customer);
      attributesAdded += added;
      repeated += values - added;
    },
    takeEvent(at, customer, isNew, became) {
      const added = became === "added";
      events[at] = { kind: "taken", customer, added, ...(became === "conflict" && { conflict: true }) };
      if (isNew) created.add(customer);
      if (added) eventsAdded++;
      else repeated++;
    },
    result: () => ({ customers, events, customersCreated: created.size, eventsAdded, attributesAdded, repeated, rejected }),
  };
}
