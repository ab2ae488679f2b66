import { STORED_TYPES } from "../../catalogue/index.ts";
import { instantOfFacts } from "../../engine/index.ts";
import { decimalOf, parseSum } from "../../kernel/index.ts";
import type { Seen } from "../interpret/values.ts";
import type { ValueType } from "../language/ast.ts";

export function readWhole(raw: unknown): Seen {
  return decimalOf(BigInt(String(raw)));
}

export function readDecimal(raw: unknown): Seen {
  return parseSum(String(raw));
}

export function readInstant(raw: unknown): Seen {
  return instantOfFacts(String(raw));
}

/** Decimal text as a whole number of units of its last digit. */
export function readScaled(text: string, digits: number): bigint {
  const [whole = "0", fraction = ""] = text.replace(/^-/, "").split(".");
  const size = BigInt(whole + fraction.padEnd(digits, "0").slice(0, digits));
  return text.startsWith("-") ? -size : size;
}

/** A value of a property or an attribute. */
export function readTyped(raw: unknown, type: ValueType): Seen | undefined {
  return STORED_TYPES[type].seen(raw);
}
