import { literal, sql, type Sql } from "../engine/index.ts";

/** Characters that separate tags, or a tag and its value, in an imported cell (imports/plan/tagWords.ts), or a quote at its beginning. */
const PARTING = '[、,，;；|｜\\r\\n:：=＝]|^"';
const PARTS = new RegExp(PARTING, "u");

/** A tag's name for a cell of tags. It is quoted if it contains a separator. */
export function cellName(name: string): string {
  return PARTS.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

/** The same for a value, as SQL. */
export function cellValueSql(value: Sql): Sql {
  return sql`if(match(${value}, ${literal.text(PARTING)}), concat('"', replaceAll(${value}, '"', '""'), '"'), ${value})`;
}
