import { sql as recordsSql, type Kysely } from "kysely";

/** Sessions are listed: each has an id, and where it was opened. Those of before have none of it; people sign in again. */
export async function up(db: Kysely<never>): Promise<void> {
  await recordsSql`delete from sessions`.execute(db);
  await db.schema
    .alterTable("sessions")
    .addColumn("id", "text", (column) => column.notNull().unique())
    .addColumn("address", "text", (column) => column.notNull())
    .addColumn("agent", "text", (column) => column.notNull())
    .execute();
}
