import { exactNumber } from "./exact.ts";

/**
 * Finds texts that may hold a number too long for a double: sixteen digits or more, or an exponent. A match inside a string only costs
 * time.
 */
const LONG = /[:[,]\s*-?(?:\d[\d.]{15,}|[\d.]+[eE])|^\s*-?[\d.eE+-]+\s*$/;

declare global {
  interface JSON {
    /** ECMAScript 2025: `source` is the original text of a primitive value. */
    parse(text: string, reviver: (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown): unknown;
    rawJSON(text: string): unknown;
  }
}

/**
 * Parses JSON and keeps all digits of numbers: a number that a double cannot hold becomes an ExactNumber. A key `__proto__` is an ordinary
 * key and never sets a prototype. `revive`, when set, may replace each value. @throws SyntaxError, and what `revive` throws
 */
export function parseJson(text: string, revive?: (key: string, value: unknown) => unknown): unknown {
  // A reviver takes five times as long, so it runs only when it may find something.
  if (!revive && !LONG.test(text)) return JSON.parse(text) as unknown;
  return JSON.parse(text, (key, value, { source }) => {
    const exact = typeof value === "number" && source !== undefined ? exactNumber(value, source) : value;
    return revive ? revive(key, exact) : exact;
  });
}
