import type { Kysely } from "kysely";

/** Attributes whose type was changed and whose rows of the old type are still to be taken away. */
export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable("retypes")
    .addColumn("attribute", "text", (column) => column.primaryKey())
    .execute();
}
