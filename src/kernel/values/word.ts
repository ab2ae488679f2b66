import { foldText } from "./fold.ts";
import { cleanText } from "./text.ts";

/** The length of the longest word that is looked up; longer texts are not folded. */
export const LONGEST_WORD_CHARACTERS = 20;

/** A short text in the form for look-ups; undefined for a longer one, "" for a blank one. */
export function wordOf(text: string): string | undefined {
  const cleaned = cleanText(text) ?? "";
  return cleaned.length <= 2 * LONGEST_WORD_CHARACTERS && [...cleaned].length <= LONGEST_WORD_CHARACTERS ? foldText(cleaned) : undefined;
}
