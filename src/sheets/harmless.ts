/** Text that a spreadsheet runs as a formula: a sign with something after it, also behind apostrophes. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]./su;
/** A number with a sign (+8613800000000) is no formula. */
const NUMBER = /^'*[+-]?[0-9][0-9.,]*$/;

/** The same for RE2, which the fact store uses. */
const FORMULA_SQL = String.raw`'^\'*(?:[=+@\\-\\t\\r\\n]|＝|＋|－|＠)(?s:.)'`;
const NUMBER_SQL = String.raw`'^\'*[+-]?[0-9][0-9.,]*$'`;

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
export function guardedSql(sql: string): string {
  return `if(${formulaSql(sql)}, concat('\\'', ${sql}), ${sql})`;
}

export function unguardedSql(sql: string): string {
  return `if(startsWith(ifNull(${sql}, ''), '\\'') AND ${formulaSql(sql)}, substring(${sql}, 2), ${sql})`;
}

function formulaSql(sql: string): string {
  return `(match(ifNull(${sql}, ''), ${FORMULA_SQL}) AND NOT match(ifNull(${sql}, ''), ${NUMBER_SQL}))`;
}
