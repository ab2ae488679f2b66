import { textLiteral as literal } from "../../engine/index.ts";
import { SHEET_ERRORS } from "../../kernel/index.ts";
import { ALIKE, ENDS_RE2, MARKS_RE2, PLAIN } from "./signs.ts";

/** cleanText in SQL, over a column of any type; '' when the value is missing. */
export function trimmedSql(column: string): string {
  const cut = (text: string) => `replaceRegexpAll(${text}, ${literal.text(ENDS_RE2)}, '')`;
  return cut(`normalizeUTF8NFC(${cut(`toValidUTF8(ifNull(toString(${column}), ''))`)})`);
}

/** isSheetError in SQL, over a trimmed text. */
export function isSheetErrorSql(text: string): string {
  return `(startsWith(${text}, '#') AND (upper(${text}) IN (${SHEET_ERRORS.map(literal.text).join(", ")}) OR match(${text}, '^#{3,}$')))`;
}

/** plainText in SQL. */
export function plainSql(text: string): string {
  return `lower(translateUTF8(replaceRegexpAll(${text}, ${literal.text(MARKS_RE2)}, ''), ${literal.text(ALIKE)}, ${literal.text(PLAIN)}))`;
}

/** Names a value inside an expression. Without a subquery SQL has no other way. */
export function bind(name: string, value: string, body: string): string {
  return `arrayElement(arrayMap(${name} -> ${body}, [${value}]), 1)`;
}
