import { parseDecimal } from "../decimal.ts";

/**
 * A JSON number that a double cannot hold, kept as its digits: an id of nineteen digits, an amount of seventeen. It is written back as a
 * number with the same digits.
 */
export class ExactNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }

  toJSON(): unknown {
    return JSON.rawJSON(this.text);
  }
}

/** The number of digits that a double always keeps. */
const SAFE_DIGITS = 15;
const WHOLE = /^-?\d+$/;

/**
 * Returns `value` when it equals its text, else an ExactNumber. Integers must be equal in all digits, other numbers in the six places that
 * are stored.
 */
export function exactNumber(value: number, text: string): number | ExactNumber {
  if (WHOLE.test(text)) return Number.isSafeInteger(value) ? value : new ExactNumber(text);
  if (String(value) === text) return value;
  if (Number.isFinite(value) && text.replace(/[eE].*/, "").replace(/[^\d]/g, "").length <= SAFE_DIGITS) return value;
  const decimal = parseDecimal(text);
  return decimal !== undefined && decimal === parseDecimal(String(value)) ? value : new ExactNumber(text);
}

/** The text of a string or number; undefined for everything else. */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (value instanceof ExactNumber) return value.text;
  return typeof value === "number" && Number.isFinite(value) ? String(value) : undefined;
}
