import type { Kysely } from "kysely";

/** An import names its job, so that a job that a crash cut off after the import had ended answers with it. */
export async function up(db: Kysely<never>): Promise<void> {
  await db.schema.alterTable("imports").addColumn("job", "text").execute();
  await db.schema.createIndex("imports_job").on("imports").column("job").execute();
}
