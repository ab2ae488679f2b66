import { literal, sql, type Sql } from "../engine/index.ts";

/** Text that a spreadsheet runs as a formula: a sign with something after it, also behind apostrophes. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]./su;
/** A number with a sign (+8613800000000) is no formula. */
const NUMBER = /^'*[+-]?[0-9][0-9.,]*$/;

/** The same for RE2, which the fact store uses. */
const FORMULA_SQL = literal.text(String.raw`^'*(?:[=+@\-\t\r\n]|＝|＋|－|＠)(?s:.)`);
const NUMBER_SQL = literal.text(String.raw`^'*[+-]?[0-9][0-9.,]*$`);

/**
 * Makes a text safe for a text file: a text that a spreadsheet would run as a formula gets an apostrophe in front. A text that already has
 * one gets another, so that removing one always restores the text.
 */
export function guarded(text: string): string {
  return isFormula(text) ? `'${text}` : text;
}

/** Restores the text that was passed to `guarded`. */
export function unguarded(text: string): string {
  return text.startsWith("'") && isFormula(text) ? text.slice(1) : text;
}

function isFormula(text: string): boolean {
  return FORMULA.test(text) && !NUMBER.test(text);
}

/** The same as SQL over an expression of Nullable(String) or String. */
export function guardedSql(text: Sql): Sql {
  return sql`if(${formulaSql(text)}, concat('\\'', ${text}), ${text})`;
}

export function unguardedSql(text: Sql): Sql {
  return sql`if(startsWith(ifNull(${text}, ''), '\\'') AND ${formulaSql(text)}, substring(${text}, 2), ${text})`;
}

function formulaSql(text: Sql): Sql {
  return sql`(match(ifNull(${text}, ''), ${FORMULA_SQL}) AND NOT match(ifNull(${text}, ''), ${NUMBER_SQL}))`;
}
