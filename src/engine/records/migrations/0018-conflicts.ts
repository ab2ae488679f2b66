import { sql as recordsSql, type Kysely } from "kysely";

/** Messages that say something else under an id that their sender has used: kept, so that a person can see what was not taken. */
export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable("message_conflicts")
    .addColumn("id", "bigint", (column) => column.generatedByDefaultAsIdentity().primaryKey())
    .addColumn("sender", "text", (column) => column.notNull())
    .addColumn("event", "text", (column) => column.notNull())
    .addColumn("message", "text", (column) => column.notNull())
    .addColumn("content", "text", (column) => column.notNull())
    // JSON as text: what senders write may hold half letters, which jsonb refuses.
    .addColumn("said", "text", (column) => column.notNull())
    .addColumn("identities", "jsonb", (column) => column.notNull())
    .addColumn("customer", "bigint", (column) => column.notNull())
    .addColumn("batch", "bigint", (column) => column.notNull())
    .addColumn("times", "bigint", (column) => column.notNull().defaultTo(1))
    .addColumn("first_at", "timestamptz", (column) => column.notNull())
    .addColumn("last_at", "timestamptz", (column) => column.notNull())
    .execute();
  await recordsSql`create unique index message_conflicts_of on message_conflicts (md5(sender || chr(10) || event || chr(10) || message), content)`.execute(
    db,
  );
  await recordsSql`create index message_conflicts_batch on message_conflicts (batch)`.execute(db);
  await recordsSql`create index message_conflicts_customer on message_conflicts (customer)`.execute(db);
}
