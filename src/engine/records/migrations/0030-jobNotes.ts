import type { Kysely } from "kysely";

/** What an attempt of a job notes for a later one, such as the result of a step that must not be done twice. */
export async function up(db: Kysely<never>): Promise<void> {
  await db.schema.alterTable("jobs").addColumn("noted", "jsonb").execute();
}
