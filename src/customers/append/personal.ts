import { isPersonalValue } from "../../kernel/index.ts";
import type { IncomingValue } from "./messages.ts";

/** Whether a value is a phone, an address or an identity number: a new code is as personal as the first values that come under it. */
export function looksPersonal(value: IncomingValue): boolean {
  if (Array.isArray(value)) return value.some(looksPersonal);
  return (typeof value === "string" || typeof value === "number") && isPersonalValue(String(value));
}
