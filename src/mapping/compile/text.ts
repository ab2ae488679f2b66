import { literal, sql, type Sql } from "../../engine/index.ts";
import { BLANKS, classOf, INVISIBLE, SHEET_ERRORS } from "../../kernel/index.ts";

export const CUT = classOf([...BLANKS, ...INVISIBLE], "re2");
/**
 * Characters that NFC never changes: Latin, common Cyrillic, punctuation, arrows, kana, Chinese, full-width forms. A text of only these,
 * without a blank or # at its ends, needs no cleaning.
 */
export const SAFE = String.raw`\x{0}-\x{2ff}\x{400}-\x{482}\x{2010}-\x{2027}\x{2030}-\x{205e}\x{20a0}-\x{20bf}\x{3001}-\x{3029}\x{3030}-\x{3098}\x{309b}-\x{30ff}\x{4e00}-\x{9fff}\x{ff01}-\x{ffef}`;
/** Characters in a text that may need cleaning. */
const ODD = literal.text(`^[#${CUT}]|[${CUT}]$|[^${SAFE}]`);
const ENDS = literal.text(`^[${CUT}]+|[${CUT}]+$`);
const ERRORS = sql.join(SHEET_ERRORS.map(literal.text));

/** Whether a text (String or Nullable) may need cleaning. Few do, and this check is cheap. */
export function oddSql(text: Sql): Sql {
  return sql`match(${text}, ${ODD})`;
}

/** Whether a text (String) may need cleaning, from its first and last byte and bytes outside ASCII. Cheaper; it only rules texts out. */
export function maybeOddSql(text: Sql): Sql {
  const ends = sql`notEmpty(${text}) AND (${text} < '!' OR substring(${text}, -1) < '!')`;
  return sql`greatest(NOT isValidASCII(${text}), ${ends}, startsWith(${text}, '#'), startsWith(${text}, '\\x7f'), endsWith(${text}, '\\x7f'))`;
}

/** Whether a cleaned text is a spreadsheet error, as kernel's isSheetError decides. */
function isErrorSql(text: Sql): Sql {
  return sql`(startsWith(${text}, '#') AND (upper(${text}) IN (${ERRORS}) OR match(${text}, '^#{3,}$')))`;
}

const cut = (text: Sql) => sql`replaceRegexpAll(${text}, ${ENDS}, '')`;
/** Normalising fails on bytes that are not text. The row is bad for that reason. */
const cleaned = (text: Sql) => cut(sql`normalizeUTF8NFC(toValidUTF8(${cut(text)}))`);

/** A text as kernel's readText keeps it; `''` if nothing is left. For String or Nullable(String), and of the same type. */
export function cleanSql(text: Sql): Sql {
  return sql`if(ifNull(${oddSql(text)}, 0), arrayElement(arrayMap(y -> if(${isErrorSql(sql`y`)}, '', y), [ifNull(${cleaned(text)}, '')]), 1), ${text})`;
}

/** Whether a present text is a spreadsheet error: 0 or 1. */
export function sheetErrorSql(text: Sql): Sql {
  return sql`(match(ifNull(${text}, ''), '#') AND arrayExists(y -> ${isErrorSql(sql`y`)}, [${cleaned(sql`ifNull(${text}, '')`)}]))`;
}
