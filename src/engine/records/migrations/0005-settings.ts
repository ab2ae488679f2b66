import { sql as recordsSql, type Kysely } from "kysely";

/** What the workspace remembers by name. */
export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable("settings")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("value", "jsonb", (column) => column.notNull())
    .addColumn("updated_at", "timestamptz", (column) => column.notNull().defaultTo(recordsSql`now()`))
    .execute();
}
