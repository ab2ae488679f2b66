import type { Kysely } from "kysely";

/** Jobs that were told to stop; the process that runs them looks here. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("jobs").addColumn("cancelled_at", "timestamptz").execute();
}
