import { bareDay } from "./date.ts";
import { foldText } from "./fold.ts";
import { isIdLike } from "./idLike.ts";
import { readInstant } from "./instant.ts";
import { readNumber } from "./number.ts";
import { isMissingWord } from "./missing.ts";
import { cleanText } from "./text.ts";

/** Words that always mean yes or no. 1 and 0 count as numbers unless a person says otherwise. */
export const PLAIN_WORDS: readonly string[] = ["true", "false", "yes", "no", "是", "否"];

/** A number with leading zeros, such as 007, is text. */
const LEADING_ZERO = /^\s*[+-]?0\d/;

/**
 * The type to suggest for a text, by the same rules as for columns of a file (imports/plan/infer.ts). Digits under a name such as
 * `order_id` are text, and so is 007; a day alone is a date. A word for "no value" suggests no type.
 */
export function suggestedTypeOf(code: string, written: string): "boolean" | "number" | "date" | "time" | "text" | undefined {
  const text = cleanText(written);
  if (text === undefined || isMissingWord(text)) return undefined;
  if (PLAIN_WORDS.includes(foldText(text))) return "boolean";
  if (!isIdLike(code) && !LEADING_ZERO.test(text) && readNumber(text).kind === "number") return "number";
  // Digits alone may be anything, so only a day with separators is a date.
  if (/^\s*\d+\s*$/.test(text)) return "text";
  if (bareDay(text) !== undefined) return "date";
  return readInstant(text, "UTC") === undefined ? "text" : "time";
}
