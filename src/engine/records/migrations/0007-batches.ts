import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("fresh_batches")
    .addColumn("batch", "bigint", (column) => column.primaryKey())
    .addColumn("ready", "boolean", (column) => column.notNull())
    .execute();
}
