import { literal } from "../../engine/index.ts";
import { BLANKS, classOf, LONGEST_WORD, MISSING_WORDS, UNSEEN } from "../../kernel/index.ts";
import type { Lets } from "./lets.ts";
import { cleanSql } from "./text.ts";

const MARKS = literal.text(`[${classOf(UNSEEN, "re2")}]+`);
const BLANK = literal.text(`[${classOf(BLANKS, "re2")}]+`);

export function list(words: readonly string[]): string {
  return words.map(literal.text).join(", ");
}

/** A text as words are looked up (kernel's wordOf): `''` for a blank one, NULL for one too long to be a word. @param clean it is already */
export function wordSql(text: string, clean = false): string {
  const folded = `trimBoth(replaceRegexpAll(lower(normalizeUTF8NFKC(toValidUTF8(replaceRegexpAll(w, ${MARKS}, '')))), ${BLANK}, ' '))`;
  return `arrayElement(arrayMap(w -> if(lengthUTF8(w) <= ${LONGEST_WORD}, ${folded}, NULL), [ifNull(${clean ? text : cleanSql(text)}, '')]), 1)`;
}

/** Whether a text says that there is no number, date or yes/no, as kernel's isMissingWord says. Never NULL. */
export function missingSql(text: string, clean = false): string {
  return `ifNull(${wordSql(text, clean)} IN (${list(["", ...MISSING_WORDS])}), 0)`;
}

/** Whether a text is there and was not `read`, though it does not mean that there is nothing. Words are looked up only of those. */
export function unreadSql(text: string, read: string, clean: boolean | undefined, lets: Lets): string {
  return lets.name(`if(isNotNull(${text}) AND isNull(${read}), NOT ${missingSql(text, clean)}, 0)`);
}
