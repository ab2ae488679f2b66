import { exactNumber } from "./exact.ts";

/** Where a number may stand that a double cannot hold: sixteen digits and more, or an exponent. Within a text it only costs time. */
const LONG = /[:[,]\s*-?(?:\d[\d.]{15,}|[\d.]+[eE])|^\s*-?[\d.eE+-]+\s*$/;

declare global {
  interface JSON {
    /** ECMAScript 2025: `source` is what the text says of a plain value. */
    parse(text: string, reviver: (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown): unknown;
    rawJSON(text: string): unknown;
  }
}

/**
 * JSON as values, numbers with all their digits: those that a double cannot hold are an ExactNumber. A key `__proto__` is a key like
 * any other, and nobody's prototype. `revive`, where given, has the last word on every value. @throws SyntaxError, and as `revive` does
 */
export function parseJson(text: string, revive?: (key: string, value: unknown) => unknown): unknown {
  // A reviver takes five times as long, so it runs only where it may find something.
  if (!revive && !LONG.test(text)) return JSON.parse(text) as unknown;
  return JSON.parse(text, (key, value, { source }) => {
    const exact = typeof value === "number" && source !== undefined ? exactNumber(value, source) : value;
    return revive ? revive(key, exact) : exact;
  });
}
