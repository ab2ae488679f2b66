import { sql as recordsSql, type Kysely } from "kysely";

/**
 * Webhooks receive types of messages and sign by Standard Webhooks. Those made before go: their secrets are not base64, and their
 * deliveries have no type.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await recordsSql`delete from webhooks`.execute(db);
  await db.schema
    .alterTable("webhooks")
    .dropColumn("entered")
    .dropColumn("left")
    .addColumn("types", "jsonb", (column) => column.notNull())
    .addColumn("previous_secret", "text")
    .addColumn("previous_prefix", "text")
    .addColumn("previous_until", "timestamptz")
    .execute();
  await db.schema
    .alterTable("deliveries")
    .dropColumn("kind")
    .addColumn("type", "text", (column) => column.notNull())
    .addColumn("test", "boolean", (column) => column.notNull())
    .addColumn("subject", "jsonb", (column) => column.notNull())
    .addColumn("first", "integer", (column) => column.notNull())
    .execute();
}
