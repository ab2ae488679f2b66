import { textLiteral as literal } from "../../engine/index.ts";
import { BLANKS, classOf, LONGEST_WORD_CHARACTERS, MISSING_WORDS, UNSEEN } from "../../kernel/index.ts";
import type { Lets } from "./lets.ts";
import { cleanSql } from "./text.ts";

const MARKS = literal.text(`[${classOf(UNSEEN, "re2")}]+`);
const BLANK = literal.text(`[${classOf(BLANKS, "re2")}]+`);

export function list(words: readonly string[]): string {
  return words.map(literal.text).join(", ");
}

/**
 * A text in the form in which words are looked up (kernel's wordOf): `''` if blank, NULL if too long to be a word.
 * @param clean the text is already cleaned
 */
export function wordSql(text: string, clean = false): string {
  const folded = `trimBoth(replaceRegexpAll(lower(normalizeUTF8NFKC(toValidUTF8(replaceRegexpAll(w, ${MARKS}, '')))), ${BLANK}, ' '))`;
  return `arrayElement(arrayMap(w -> if(lengthUTF8(w) <= ${LONGEST_WORD_CHARACTERS}, ${folded}, NULL), [ifNull(${clean ? text : cleanSql(text)}, '')]), 1)`;
}

/** Whether a text is a word for "no value", as kernel's isMissingWord decides. Never NULL. */
export function missingSql(text: string, clean = false): string {
  return `ifNull(${wordSql(text, clean)} IN (${list(["", ...MISSING_WORDS])}), 0)`;
}

/** Whether a text is present, was not `read`, and is no word for "no value". Words are only looked up for unread texts. */
export function unreadSql(text: string, read: string, clean: boolean | undefined, lets: Lets): string {
  return lets.name(`if(isNotNull(${text}) AND isNull(${read}), NOT ${missingSql(text, clean)}, 0)`);
}
