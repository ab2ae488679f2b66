import { literal, sql, type Sql } from "../../engine/index.ts";
import { BLANKS, classOf, LONGEST_WORD_CHARACTERS, MISSING_WORDS, UNSEEN } from "../../kernel/index.ts";
import type { Lets } from "./lets.ts";
import { cleanSql } from "./text.ts";

const MARKS = literal.text(`[${classOf(UNSEEN, "re2")}]+`);
const BLANK = literal.text(`[${classOf(BLANKS, "re2")}]+`);

export function list(words: readonly string[]): Sql {
  return sql.join(words.map(literal.text));
}

/**
 * A text in the form in which words are looked up (kernel's wordOf): `''` if blank, NULL if too long to be a word.
 * @param clean the text is already cleaned
 */
export function wordSql(text: Sql, clean = false): Sql {
  const folded = sql`trimBoth(replaceRegexpAll(lower(normalizeUTF8NFKC(toValidUTF8(replaceRegexpAll(w, ${MARKS}, '')))), ${BLANK}, ' '))`;
  return sql`arrayElement(arrayMap(w -> if(lengthUTF8(w) <= ${literal.integer(LONGEST_WORD_CHARACTERS)}, ${folded}, NULL), [ifNull(${clean ? text : cleanSql(text)}, '')]), 1)`;
}

/** Whether a text is a word for "no value", as kernel's isMissingWord decides. Never NULL. */
export function missingSql(text: Sql, clean = false): Sql {
  return sql`ifNull(${wordSql(text, clean)} IN (${list(["", ...MISSING_WORDS])}), 0)`;
}

/** Whether a text is present, was not `read`, and is no word for "no value". Words are only looked up for unread texts. */
export function unreadSql(text: Sql, read: Sql, clean: boolean | undefined, lets: Lets): Sql {
  return lets.name(sql`if(isNotNull(${text}) AND isNull(${read}), NOT ${missingSql(text, clean)}, 0)`);
}
