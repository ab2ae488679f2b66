/** What makes a spreadsheet run a cell of a text file, behind any apostrophes: a sign and something after it. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]./su;
/** A number with its sign (+8613800000000) is none. */
const NUMBER = /^'*[+-]?[0-9][0-9.,]*$/;

/** The same for RE2, the engine's. */
const FORMULA_SQL = String.raw`'^\'*(?:[=+@\\-\\t\\r\\n]|＝|＋|－|＠)(?s:.)'`;
const NUMBER_SQL = String.raw`'^\'*[+-]?[0-9][0-9.,]*$'`;

/**
 * A text for a text file that no spreadsheet runs: what it would take for a formula is led by an apostrophe, and nothing else is.
 * A text that looks so already gets one more, so that taking one off gives back every text.
 */
export function guarded(text: string): string {
  return isFormula(text) ? `'${text}` : text;
}

/** The text that `guarded` made this of. */
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
