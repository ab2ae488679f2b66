import type { Sql } from "./sql/piece.ts";
import { sql } from "./sql/sql.ts";
import { literal } from "./literal.ts";

/** Columns of a staged table, under the file's names or others. */
export function stagedColumns(columns: readonly { readonly name: string; readonly type: string }[], as?: readonly string[]): Sql {
  return sql.join(columns.map(({ name, type }, index) => sql`${literal.name(as?.[index] ?? name)} ${literal.type(type)}`));
}

/** Names and types of a staged table's columns, in their order. */
export function stagedColumnsSql(table: string): Sql {
  return sql`
    SELECT name, type
    FROM system.columns
    WHERE database = currentDatabase() AND table = ${literal.text(table)}
    ORDER BY position
  `;
}
