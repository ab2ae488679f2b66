import { bareDay } from "./date.ts";
import { foldText } from "./fold.ts";
import { isIdLike } from "./idLike.ts";
import { readInstant } from "./instant.ts";
import { readNumber } from "./number.ts";
import { isMissingWord } from "./missing.ts";
import { cleanText } from "./text.ts";

/** Words that nobody writes for anything but yes and no; 1 and 0 are numbers until told otherwise. */
export const PLAIN_WORDS: readonly string[] = ["true", "false", "yes", "no", "是", "否"];

/** 007 is a name. */
const LEADING_ZERO = /^\s*[+-]?0\d/;

/**
 * What type a text suggests where nobody has said one: the order and the exceptions of columns of a file (imports/plan/infer.ts). Digits
 * under a name such as `order_id` are a text, and so is 007; a day alone is a date. Words that say that there is no value suggest nothing.
 */
export function suggestedTypeOf(code: string, written: string): "boolean" | "number" | "date" | "time" | "text" | undefined {
  const text = cleanText(written);
  if (text === undefined || isMissingWord(text)) return undefined;
  if (PLAIN_WORDS.includes(foldText(text))) return "boolean";
  if (!isIdLike(code) && !LEADING_ZERO.test(text) && readNumber(text).kind === "number") return "number";
  // Digits alone may be anything: only a day with its separators is a date.
  if (/^\s*\d+\s*$/.test(text)) return "text";
  if (bareDay(text) !== undefined) return "date";
  return readInstant(text, "UTC") === undefined ? "text" : "time";
}
