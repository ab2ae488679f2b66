import { isPersonalValue } from "../../kernel/index.ts";
import type { IncomingValue } from "../../catalogue/index.ts";

/** Whether a value is a phone number, an e-mail address or an identity number. A new code becomes personal when its first values are. */
export function looksPersonal(value: IncomingValue): boolean {
  if (Array.isArray(value)) return value.some(looksPersonal);
  return (typeof value === "string" || typeof value === "number") && isPersonalValue(String(value));
}
