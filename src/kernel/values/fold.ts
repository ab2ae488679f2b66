import { BLANKS, classOf, INVISIBLE, type Range } from "./blanks.ts";

const BLANK_RUN = new RegExp(`[${classOf(BLANKS, "js")}]+`, "gu");
/** Variation selectors too: of two names that differ only by one, nobody could say which is which. */
export const UNSEEN: readonly Range[] = [...INVISIBLE, [0x180b, 0x180f], [0xfe00, 0xfe0f], [0xe0000, 0xe0fff]];
const UNSEEN_MARKS = new RegExp(`[${classOf(UNSEEN, "js")}]+`, "gu");

/**
 * A name as it is compared: NFKC, lower case, without invisible marks, any run of blanks one blank, none at the ends. Two names with
 * the same fold look the same to a person. Never shown. Folding twice changes nothing.
 */
export function foldText(text: string): string {
  const folded = (each: string) => each.replace(UNSEEN_MARKS, "").normalize("NFKC").toLowerCase();
  // Twice: lower case can leave what NFKC composes (İ becomes i and a dot), NFKC what is unseen.
  return folded(folded(text.toWellFormed())).replace(BLANK_RUN, " ").trim();
}
