import type { IncomingValue } from "../../catalogue/index.ts";
import type { CheckedMessages } from "../../customers/index.ts";
import type { Weight } from "./gather.ts";

/** Approximate bytes of an object and of a value, without text. */
const OBJECT_BYTES = 64;
const VALUE_BYTES = 16;

/** Number of messages, and approximately the bytes that they take until they are written. */
export function weightOf({ customers = [], events = [] }: CheckedMessages): Weight {
  let bytes = 0;
  for (const { identities, attributes } of customers) bytes += OBJECT_BYTES + OBJECT_BYTES * identities.length + bytesOf(attributes);
  for (const { identities, properties } of events) bytes += OBJECT_BYTES + OBJECT_BYTES * identities.length + bytesOf(properties);
  return { messages: customers.length + events.length, bytes };
}

function bytesOf(value: IncomingValue): number {
  if (typeof value === "string") return VALUE_BYTES + 2 * value.length;
  if (typeof value !== "object" || value === null) return VALUE_BYTES;
  let bytes = OBJECT_BYTES;
  if (Array.isArray(value)) for (const item of value as readonly IncomingValue[]) bytes += bytesOf(item);
  else {
    const object = value as { readonly [key: string]: IncomingValue };
    for (const key in object) bytes += VALUE_BYTES + key.length + bytesOf(object[key]);
  }
  return bytes;
}
