import { foldText } from "./fold.ts";
import { cleanText } from "./text.ts";

/** Signs of the longest word that is looked up; texts above are not folded. */
export const LONGEST_WORD = 20;

/** A short text as words are looked up; undefined for a longer one, "" for a blank one. */
export function wordOf(text: string): string | undefined {
  const cleaned = cleanText(text) ?? "";
  return cleaned.length <= 2 * LONGEST_WORD && [...cleaned].length <= LONGEST_WORD ? foldText(cleaned) : undefined;
}
