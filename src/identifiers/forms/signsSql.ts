import { literal, sql, type Sql } from "../../engine/index.ts";
import { SHEET_ERRORS } from "../../kernel/index.ts";
import { ALIKE, ENDS_RE2, MARKS_RE2, PLAIN } from "./signs.ts";

/** cleanText in SQL, over a column of any type; '' when the value is missing. */
export function trimmedSql(column: Sql): Sql {
  const cut = (text: Sql) => sql`replaceRegexpAll(${text}, ${literal.text(ENDS_RE2)}, '')`;
  return cut(sql`normalizeUTF8NFC(${cut(sql`toValidUTF8(ifNull(toString(${column}), ''))`)})`);
}

/** isSheetError in SQL, over a trimmed text. */
export function isSheetErrorSql(text: Sql): Sql {
  return sql`(startsWith(${text}, '#') AND (upper(${text}) IN (${sql.join(SHEET_ERRORS.map(literal.text))}) OR match(${text}, '^#{3,}$')))`;
}

/** plainText in SQL. */
export function plainSql(text: Sql): Sql {
  return sql`lower(translateUTF8(replaceRegexpAll(${text}, ${literal.text(MARKS_RE2)}, ''), ${literal.text(ALIKE)}, ${literal.text(PLAIN)}))`;
}

/** Names a value inside an expression. Without a subquery SQL has no other way. */
export function bind(name: string, value: Sql, body: Sql): Sql {
  return sql`arrayElement(arrayMap(${sql.id(name)} -> ${body}, [${value}]), 1)`;
}
