import { sql as recordsSql, type Kysely } from "kysely";

/** Tags that somebody suggests for customers, until a person decides. What was decided stays: it is the precision of the tag. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("suggestions")
    .addColumn("id", "bigint", (column) => column.generatedByDefaultAsIdentity().primaryKey())
    .addColumn("tag", "integer", (column) => column.notNull().references("tags.id").onDelete("cascade"))
    .addColumn("customer", "bigint", (column) => column.notNull())
    .addColumn("source", "text", (column) => column.notNull())
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("actor_name", "text", (column) => column.notNull())
    .addColumn("confidence", "integer")
    .addColumn("reason", "text")
    .addColumn("created_at", "timestamptz", (column) => column.notNull())
    .addColumn("open_until", "timestamptz")
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("decided_at", "timestamptz")
    .addColumn("decided_by", "text")
    .addColumn("rejection", "text")
    .addColumn("note", "text")
    .addColumn("added", "boolean", (column) => column.notNull().defaultTo(false))
    .addColumn("replaced", "jsonb")
    .execute();
  // One open suggestion a customer and tag: suggesting again brings the newer evidence.
  await recordsSql`create unique index suggestions_open on suggestions (tag, customer) where state = 'open'`.execute(db);
  await db.schema.createIndex("suggestions_by_tag").on("suggestions").columns(["tag", "state", "id"]).execute();
  await db.schema.createIndex("suggestions_by_customer").on("suggestions").column("customer").execute();
}
