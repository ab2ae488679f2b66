import { sql as recordsSql, type Kysely } from "kysely";

/** Memberships that people hold against what a rule says. An override that was taken away stays, for its history. */
export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable("overrides")
    .addColumn("id", "bigint", (column) => column.generatedByDefaultAsIdentity().primaryKey())
    .addColumn("tag", "integer", (column) => column.notNull().references("tags.id").onDelete("cascade"))
    .addColumn("customer", "bigint", (column) => column.notNull())
    .addColumn("value", "text")
    .addColumn("direction", "text", (column) => column.notNull())
    .addColumn("reason", "text", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .addColumn("expires_at", "timestamptz")
    .addColumn("removed_at", "timestamptz")
    .execute();
  // One override a customer and tag: a new one takes the place of the one before.
  await recordsSql`create unique index overrides_in_force on overrides (tag, customer) where removed_at is null`.execute(db);
  await db.schema.createIndex("overrides_by_customer").on("overrides").column("customer").execute();
}
