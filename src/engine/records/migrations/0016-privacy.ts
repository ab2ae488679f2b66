import { sql as recordsSql, type Kysely } from "kysely";

/**
 * How personal a property of an event is; who was shown personal data, beside the audit of changes, which listeners read again and again;
 * and what those who see masks looked up lately.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await recordsSql`alter table properties add column sensitivity text not null default 'ordinary'`.execute(db);
  await db.schema
    .createTable("reads")
    .addColumn("id", "bigint", (column) => column.generatedByDefaultAsIdentity().primaryKey())
    .addColumn("at", "timestamptz", (column) => column.notNull())
    .addColumn("actor_kind", "text", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("actor_name", "text", (column) => column.notNull())
    .addColumn("action", "text", (column) => column.notNull())
    .addColumn("details", "jsonb", (column) => column.notNull())
    .addColumn("request", "text", (column) => column.notNull())
    .execute();
  await recordsSql`create index reads_at on reads (at)`.execute(db);
  await db.schema
    .createTable("lookups")
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("asked", "text", (column) => column.notNull())
    .addColumn("at", "timestamptz", (column) => column.notNull())
    .addPrimaryKeyConstraint("lookups_key", ["actor", "asked"])
    .execute();
}
