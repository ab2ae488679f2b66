import type { AppendInput, IncomingValue } from "../../customers/index.ts";
import type { Weight } from "./gather.ts";

/** Approximate bytes of an object and of a value, without text. */
const OBJECT = 64;
const VALUE = 16;

/** Number of messages, and approximately the bytes that they take until they are written. */
export function weightOf({ customers = [], events = [] }: AppendInput): Weight {
  let bytes = 0;
  for (const { identities, attributes } of customers) bytes += OBJECT + OBJECT * identities.length + bytesOf(attributes);
  for (const { identities, properties } of events) bytes += OBJECT + OBJECT * identities.length + bytesOf(properties);
  return { messages: customers.length + events.length, bytes };
}

function bytesOf(value: IncomingValue): number {
  if (typeof value === "string") return VALUE + 2 * value.length;
  if (typeof value !== "object" || value === null) return VALUE;
  let bytes = OBJECT;
  if (Array.isArray(value)) for (const item of value as readonly IncomingValue[]) bytes += bytesOf(item);
  else {
    const object = value as { readonly [key: string]: IncomingValue };
    for (const key in object) bytes += VALUE + key.length + bytesOf(object[key]);
  }
  return bytes;
}
