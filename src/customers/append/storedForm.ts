import { cleanValues } from "./clean.ts";
import type { ValidEvent } from "./eventRows.ts";
import type { Checked, IncomingCustomer, IncomingEvent } from "./messages.ts";
import { contentDigest, contentNumbering, namedEventId } from "./sameness.ts";

export interface CheckedMessages {
  readonly customers?: readonly Checked<IncomingCustomer>[];
  readonly events?: readonly Checked<IncomingEvent>[];
  /** The sender whose message ids these are. Ids without a sender match those of any sender. */
  readonly sender?: string;
}

/** Messages as they are written, in the order of the input. */
export interface StoredMessages {
  readonly customers: readonly IncomingCustomer[];
  readonly events: readonly ValidEvent[];
}

/** Cleans the values of checked messages and gives each event its id. It checks nothing. */
export function storedForm({ customers = [], events = [], sender = "" }: CheckedMessages): StoredMessages {
  const digestOf = contentDigest();
  const numberOf = contentNumbering(digestOf);
  return {
    customers: customers.map((customer) => ({ ...customer, attributes: cleanValues(customer.attributes) })),
    events: events.map((incoming): ValidEvent => {
      const { event, identities, time, id } = incoming;
      const properties = cleanValues(incoming.properties);
      const known = { event, identities, time, properties, ...clockOf(incoming) };
      if (id === undefined || id === "") return { ...known, number: numberOf(event, identities, time, properties) };
      const { stated = time } = incoming;
      // Digests of messages are even, those of files are odd.
      const content = (BigInt.asUintN(63, BigInt(`0x${digestOf(event, identities, stated, properties)}`)) * 2n).toString();
      return { ...known, number: namedEventId(event, id), named: { sender, id, content } };
    }),
  };
}

function clockOf({ time, stated, skew }: IncomingEvent): Pick<ValidEvent, "clock"> {
  return skew === undefined || stated === undefined || stated === null ? {} : { clock: { moved: time - stated, skew } };
}
