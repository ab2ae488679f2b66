import { literal, sql, type Sql } from "../engine/index.ts";

/** What a row `tag, value, part, bitmap` holds: stored members, those that a run computed, or customers who change. */
export type Part = "stored" | "computed" | "entering" | "leaving" | "put_inside" | "put_outside";

/** The customers of all rows of one part, as a bitmap; rows are grouped by tag and value. */
export function partSql(part: Part): Sql {
  return sql`groupBitmapMergeStateIf(bitmap, part = ${literal.text(part)})`;
}
