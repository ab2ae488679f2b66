import type { Kysely } from "kysely";

/** Limits per minute count the requests of all processes together. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("request_counts")
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("requests", "integer", (column) => column.notNull())
    .addColumn("until", "timestamptz", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("request_counts_until").on("request_counts").column("until").execute();
}
