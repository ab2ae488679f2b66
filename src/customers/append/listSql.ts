import { sql, type Sql } from "../../engine/index.ts";

/** A list of different values for IN: an array, which may also be empty. */
export function listSql(values: readonly Sql[]): Sql {
  const different = new Map(values.map((value) => [value.text, value]));
  return sql`[${sql.join([...different.values()])}]`;
}
