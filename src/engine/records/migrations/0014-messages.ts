import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("fresh_batches")
    .addColumn("messages", "boolean", (column) => column.notNull().defaultTo(false))
    .execute();
}
