const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?[0-9][0-9.,]*$/;

/**
 * A text that no spreadsheet takes for a formula: what begins with = + - @, a tab or a carriage return is led by an apostrophe.
 * `typed`: the cell says itself that it is text, so that a number with its sign (+8613800000000) may stay as it is.
 */
export function harmless(text: string, typed = false): string {
  return FORMULA.test(text) && !(typed && NUMBER.test(text)) ? `'${text}` : text;
}

/** The same as SQL over an expression of Nullable(String) or String. */
export function harmlessSql(sql: string): string {
  return `if(match(ifNull(${sql}, ''), '^[=+@\\\\-\\\\t\\\\r]'), concat('\\'', ${sql}), ${sql})`;
}
