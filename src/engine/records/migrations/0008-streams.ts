import { sql as recordsSql, type Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("violations")
    // The empty text for an attribute: a key has no nulls.
    .addColumn("event", "text", (column) => column.notNull())
    .addColumn("code", "text", (column) => column.notNull())
    .addColumn("type", "text", (column) => column.notNull())
    .addColumn("values", "bigint", (column) => column.notNull())
    .addColumn("example", "text", (column) => column.notNull())
    .addColumn("last_at", "timestamptz", (column) => column.notNull())
    .addPrimaryKeyConstraint("violations_key", ["event", "code"])
    .execute();
  await db.schema
    .createTable("answered_requests")
    .addColumn("actor", "text", (column) => column.notNull())
    .addColumn("key", "text", (column) => column.notNull())
    .addColumn("request", "text", (column) => column.notNull())
    .addColumn("answer", "jsonb")
    .addColumn("at", "timestamptz", (column) => column.notNull().defaultTo(recordsSql`now()`))
    .addPrimaryKeyConstraint("answered_requests_key", ["actor", "key"])
    .execute();
  await db.schema.createIndex("answered_requests_at").on("answered_requests").column("at").execute();
}
