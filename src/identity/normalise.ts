import type { Identity } from "../contract/index.ts";
import { platformOf, type Platform } from "./platforms.ts";

/** What is taken off both ends: ASCII blanks, the no-break and the full-width space, zero-width marks. */
export const BLANKS = "\t\n\v\f\r \u00a0\u3000\u200b\ufeff";
/** Full-width forms that Chinese keyboards put into numbers and addresses, and what they stand for. */
export const WIDE = "０１２３４５６７８９＋－（）＠．";
export const NARROW = "0123456789+-()@.";
/** What programs write when they have nothing; as an identity it would make one customer of many. */
export const PLACEHOLDERS: readonly string[] = ["null", "(null)", "nan", "undefined", "n/a", "none", "[object object]"];
export const MAX_BYTES = 500;

const ENDS = new RegExp(`^[${BLANKS}]+|[${BLANKS}]+$`, "g");
const WIDE_SIGNS = new RegExp(`[${WIDE}]`, "g");
const narrow = new Map([...WIDE].map((sign, index) => [sign, NARROW[index]!]));

/**
 * An identity in its one form: the platform's code; phones as E.164 (+86 unless they say otherwise), e-mail in lower case,
 * everything else as written without blanks at its ends. Undefined when it identifies nobody: empty, a placeholder, no phone
 * number, no address. Idempotent. The same in SQL: normaliseSql.ts.
 */
export function normaliseIdentity({ platform, external }: Identity): Identity | undefined {
  const known = platformOf(platform);
  if (!known) return undefined;
  const value = normaliseExternal(known, external);
  return value === "" ? undefined : { platform: known.code, external: value };
}

/** The one form of an external id, or "" when it identifies nobody. */
export function normaliseExternal(platform: Platform, external: string): string {
  const text = external.toWellFormed().replace(ENDS, "");
  if (text === "" || Buffer.byteLength(text) > MAX_BYTES || PLACEHOLDERS.includes(lowerAscii(text))) return "";
  switch (platform.code) {
    case "phone":
      return phone(text.replace(WIDE_SIGNS, (sign) => narrow.get(sign)!));
    case "email":
      return email(lowerAscii(text.replace(WIDE_SIGNS, (sign) => narrow.get(sign)!)));
    default:
      return text;
  }
}

/** Only A–Z: what the fact store's lower() does. */
function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function email(text: string): string {
  return /^[^\t\n\v\f\r @]+@[^\t\n\v\f\r @]+\.[^\t\n\v\f\r @.]+$/.test(text) ? text : "";
}

const MOBILE = /^1[3-9]\d{9}$/;
/** Area code without its 0, and number: Beijing 10, the twenties, all others with two or three more digits. */
const FIXED_LINE = /^(10\d{8}|2\d{9}|[3-9]\d{9,10})$/;

function phone(text: string): string {
  if (!/^[+0-9 ().\-/\u00a0]+$/.test(text)) return "";
  const digits = text.replace(/[^0-9]+/g, "");
  if (text.startsWith("+")) return international(digits);
  if (digits.startsWith("00")) return international(digits.slice(2));
  if (MOBILE.test(digits)) return `+86${digits}`;
  if (digits.startsWith("86") && MOBILE.test(digits.slice(2))) return `+${digits}`;
  return digits.startsWith("0") && FIXED_LINE.test(digits.slice(1)) ? `+86${digits.slice(1)}` : "";
}

function international(digits: string): string {
  if (!digits.startsWith("86")) return /^[1-9]\d{7,14}$/.test(digits) ? `+${digits}` : "";
  const national = digits.slice(2).replace(/^0/, "");
  return MOBILE.test(national) || FIXED_LINE.test(national) ? `+86${national}` : "";
}
