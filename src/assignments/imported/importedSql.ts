import { literal, type RunOptions, sql, type Sql } from "../../engine/index.ts";

/** Statements with the tag names of a file are long: there may be thousands of names. */
export const LONG_STATEMENT: RunOptions = { lane: "heavy", settings: { max_query_size: 50_000_000, max_ast_elements: 5_000_000 } };

/** Bitmaps of the members that are stored now. */
export function membersSql(tags: readonly { readonly id: number }[]): Sql {
  return sql`
    SELECT tag, value, customers
    FROM members FINAL
    WHERE tag IN (${sql.join([0, ...tags.map(({ id }) => id)].map(literal.integer))})
  `;
}
