/**
 * Text before and after a phone number in a cell or chat, as plain text (signs.ts). JavaScript and the fact store read these patterns
 * alike: no look-around, and no character classes that differ.
 */
export const HEAD =
  "^(?:[ ='\"`().:/,;_-]|(?:tel|telephone|phone|mobile|mob|cellphone|cell|callto|call|sms|whatsapp|联系电话|联系方式|电话号码|电话|手机号码|手机号|手机|号码|座机|固话|移动|微信))*";
export const TAIL = "(?:[ '\"`().:/,;_-]|(?:微信同号|同微信|微信|手机号|手机|电话|座机|固话))*$";
/** A number that a program wrote in exponent form: 1.3800138000e10. Groups: first digit, other digits, sign of the exponent, exponent. */
export const SCIENTIFIC = "^[+]?([0-9])(?:[.]([0-9]+))?e([+]?)0*([0-9]{1,2})$";
/** 13,800,138,000 */
export const GROUPED = "^[0-9]{1,3}(?:,[0-9]{3})+(?:[.]0+)?$";
/** 13800138000.0 */
export const POINT_ZERO = "^[+]?[0-9]{11,}[.]0+$";
export const SPELLED = "^[+]?[0-9 ().\\-/]+$";
/** A number with missing digits: 1.38e+10, 138****8000. */
export const LOST = "^[+-]?[0-9](?:[.][0-9]*)?e[+]?[0-9]{1,3}$|^[+0-9 ().\\-]*[*•●○…×x#?█_]+[+0-9 ().*•●○…×x#?█_\\-]*$";
/** Separators between two numbers in one cell. */
export const BETWEEN = "[/,;|&]|或|和|及";
export const SPACED = " +";
export const MOBILE = "1[3-9][0-9]{9}";
/** Area code without its 0, and number: 10 (Beijing), 2x, and all other codes with two or three more digits. */
export const FIXED_LINE = "10[0-9]{8}|2[0-9]{9}|[3-9][0-9]{9,10}";
/**
 * Programs that write floats in the shortest form leave out final zeros and the sign: 1.3800138e10. With fewer digits than this the number
 * was rounded for display.
 */
export const SHORTEST_DIGITS = 7;

const head = new RegExp(HEAD);
const tail = new RegExp(TAIL);
const scientific = new RegExp(SCIENTIFIC);
const grouped = new RegExp(GROUPED);
const pointZero = new RegExp(POINT_ZERO);
const spelled = new RegExp(SPELLED);
const lost = new RegExp(LOST);
const betweens = [BETWEEN, SPACED].map((source) => new RegExp(source));
const mobile = new RegExp(`^(?:${MOBILE})$`);
const fixedLine = new RegExp(`^(?:${FIXED_LINE})$`);
const abroad = /^[1-9][0-9]{7,14}$/;

/** Why a text is no phone number. lost: digits are missing. several: it holds more than one number. phone: anything else. */
export type PhoneFault = "lost" | "several" | "phone";

/** The phone number in a plain text as E.164, with +86 unless it has another country code; "" when it is none. */
export function phoneOf(plain: string): string {
  const text = digitsOf(core(plain));
  if (!spelled.test(text)) return "";
  const digits = text.replace(/[^0-9]+/g, "");
  if (text.startsWith("+")) return international(digits.replace(/^00/, ""));
  if (digits.startsWith("00")) return international(digits.slice(2));
  if (mobile.test(digits)) return `+86${digits}`;
  if (digits.startsWith("86") && mobile.test(digits.slice(2))) return `+${digits}`;
  const national = digits.slice(1);
  return digits.startsWith("0") && (fixedLine.test(national) || mobile.test(national)) ? `+86${national}` : "";
}

/** Why phoneOf of a text is "". */
export function phoneFault(plain: string): PhoneFault {
  const text = core(plain);
  if (lost.test(text)) return "lost";
  const several = betweens.some((between) => text.split(between).filter((part) => phoneOf(part) !== "").length > 1);
  return several ? "several" : "phone";
}

/** The number without the words and signs around it. */
function core(plain: string): string {
  return plain.replace(head, "").replace(tail, "");
}

/** The digits of a number that a spreadsheet or program wrote as an amount; any other text unchanged. */
function digitsOf(text: string): string {
  if (grouped.test(text)) return text.replace(/[.]0+$/, "").replaceAll(",", "");
  if (pointZero.test(text)) return text.replace(/[.]0+$/, "");
  const [, first, rest = "", sign, power] = scientific.exec(text) ?? [];
  if (first === undefined) return text;
  const missing = Number(power) - rest.length;
  if (missing <= 0) return /^0*$/.test(rest.slice(Number(power))) ? first + rest.slice(0, Number(power)) : text;
  return sign === "" && rest.length >= SHORTEST_DIGITS ? first + rest + "0".repeat(missing) : text;
}

function international(digits: string): string {
  if (!digits.startsWith("86")) return abroad.test(digits) ? `+${digits}` : "";
  const national = digits.slice(2).replace(/^0/, "");
  return mobile.test(national) || fixedLine.test(national) ? `+86${national}` : "";
}
