import { hash } from "node:crypto";
import type { Identity } from "../../contract/index.ts";
import { sql, type Sql } from "../../engine/index.ts";
import { keyOf } from "../../matching/index.ts";
import { ExactNumber } from "../../kernel/index.ts";
import { isNothing, type IncomingValue } from "../../catalogue/index.ts";

/** The first 128 bits of SHA-256 over UTF-8, as an integer. It is the fastest safe hash that both Node and the fact store have. */
function number128(text: string): bigint {
  return BigInt(`0x${hash("sha256", text, "hex").slice(0, 32)}`);
}

/** The same in SQL, over an expression of a String. */
export function number128Sql(text: Sql): Sql {
  return sql`reinterpretAsUInt128(reverse(substring(SHA256(${text}), 1, 16)))`;
}

/** The id of an event with a message id. The same message id under another event name is another event. */
export function namedEventId(event: string, id: string): string {
  return number128(`${event}\n${id}`).toString();
}

/** The id of an event whose usual id is used, or may be used, by another sender's event. */
export function sendersEventId(sender: string, number: string): string {
  return number128(`${sender}\n${number}`).toString();
}

/** The same in SQL, over an expression of the sender and one of a UInt128. */
export function sendersEventIdSql(sender: Sql, number: Sql): Sql {
  return number128Sql(sql`concat(${sender}, '\\n', toString(${number}))`);
}

/** The same in SQL, over expressions of Strings. */
export function namedEventIdSql(event: Sql, id: Sql): Sql {
  return number128Sql(sql`concat(${event}, '\\n', ${id})`);
}

/** The digest of the content of an event. The time is left out when the sender wrote none. */
export type Digest = (event: string, identities: readonly Identity[], time: number | null, properties: Properties) => string;

/** The digest as 128 bits in hexadecimal. */
export function contentDigest(): Digest {
  const ordered = orderedValues();
  return (event, identities, time, properties) => {
    const who = identities.length === 1 ? keyOf(identities[0]!) : identities.map(keyOf).toSorted();
    return hash("sha256", JSON.stringify([event, time, who, ordered(properties)]), "hex").slice(0, 32);
  };
}

/** Computes event ids from content. Identical events in one batch get different ids by their order, so that each counts. */
export function contentNumbering(digestOf: Digest = contentDigest()): (...content: Parameters<Digest>) => string {
  const seen = new Map<string, number>();
  return (...content) => {
    const digest = digestOf(...content);
    const before = seen.get(digest) ?? 0;
    seen.set(digest, before + 1);
    return before === 0 ? BigInt(`0x${digest}`).toString() : number128(`${digest}\n${before}`).toString();
  };
}

type Properties = { readonly [key: string]: IncomingValue };

/**
 * The content of properties, equal for equal properties in any order of names: the sorted names, then the values in that order. Empty
 * values are left out. Messages of one kind have the same names, so each order is computed once.
 */
function orderedValues(): (properties: Properties) => unknown[] {
  const orders = new Map<string, { readonly names: string; readonly sorted: readonly string[] }>();
  const of = (properties: Properties): unknown[] => {
    let present = "";
    for (const name in properties) if (!isNothing(properties[name])) present += `${name}\n`;
    let order = orders.get(present);
    if (!order) {
      const sorted = Object.keys(properties)
        .filter((name) => !isNothing(properties[name]))
        .toSorted();
      orders.set(present, (order = { names: JSON.stringify(sorted), sorted }));
    }
    const result: unknown[] = [order.names];
    for (const name of order.sorted) {
      const value = properties[name];
      result.push(typeof value === "object" ? inner(value) : value);
    }
    return result;
  };
  // An object is wrapped in another object, so that it never equals a list.
  const inner = (value: IncomingValue): unknown =>
    Array.isArray(value)
      ? value.map(inner)
      : typeof value === "object" && value !== null && !(value instanceof ExactNumber)
        ? { "": of(value as Properties) }
        : value;
  return of;
}
