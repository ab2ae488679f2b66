import { BLANKS, classOf, INVISIBLE, type Range } from "./blanks.ts";

const BLANK_RUN = new RegExp(`[${classOf(BLANKS, "js")}]+`, "gu");
/** Variation selectors too: nobody could tell apart two names that differ only in one. */
export const UNSEEN: readonly Range[] = [...INVISIBLE, [0x180b, 0x180f], [0xfe00, 0xfe0f], [0xe0000, 0xe0fff]];
const UNSEEN_MARKS = new RegExp(`[${classOf(UNSEEN, "js")}]+`, "gu");

/**
 * A name in the form for comparison: NFKC, lower case, without invisible characters, each run of blanks as one blank, none at the ends. Two
 * names with the same form look the same to a person. It is never shown. Folding twice changes nothing.
 */
export function foldText(text: string): string {
  const folded = (each: string) => each.replace(UNSEEN_MARKS, "").normalize("NFKC").toLowerCase();
  // Twice: lower case can produce text that NFKC composes (İ becomes i and a dot), and NFKC can produce invisible characters.
  return folded(folded(text.toWellFormed())).replace(BLANK_RUN, " ").trim();
}
