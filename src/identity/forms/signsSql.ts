import { literal } from "../../engine/index.ts";
import { ALIKE, ENDS_RE2, MARKS_RE2, PLAIN } from "./signs.ts";

/** Without blanks and invisible marks at the ends, composed; `column` of any type. */
export function trimmedSql(column: string): string {
  return `replaceRegexpAll(normalizeUTF8NFC(toValidUTF8(ifNull(toString(${column}), ''))), ${literal.text(ENDS_RE2)}, '')`;
}

/** plainText in SQL. */
export function plainSql(text: string): string {
  return `lower(translateUTF8(replaceRegexpAll(${text}, ${literal.text(MARKS_RE2)}, ''), ${literal.text(ALIKE)}, ${literal.text(PLAIN)}))`;
}

/** Names a value inside an expression: SQL has no other way without a subquery. */
export function bind(name: string, value: string, body: string): string {
  return `arrayElement(arrayMap(${name} -> ${body}, [${value}]), 1)`;
}
