import { Migrator } from "kysely/migration";
import { problem } from "../../kernel/index.ts";
import { MIGRATIONS } from "./migrations/index.ts";
import type { Records } from "./types.ts";

/**
 * Brings the records to the newest structure, each migration in a transaction. Several processes may call it at once.
 * @throws RECORDS_NEWER when a later version has written them; MIGRATION_FAILED, with the structure as it was.
 */
export async function migrateRecords(records: Records): Promise<void> {
  const migrator = new Migrator({ db: records, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const unknown = (await migrator.getMigrations().catch(() => [])).length > 0 ? await unknownMigration(records) : undefined;
  if (unknown !== undefined) throw problem("RECORDS_NEWER", { found: unknown }, error);
  const failed = results?.find((result) => result.status === "Error")?.migrationName ?? Object.keys(MIGRATIONS).at(-1)!;
  throw problem("MIGRATION_FAILED", { migration: failed, reason: error instanceof Error ? error.message : String(error) }, error);
}

async function unknownMigration(records: Records): Promise<string | undefined> {
  const { rows } = await records.executeQuery<{ name: string }>(
    records
      .selectFrom("kysely_migration" as never)
      .select("name" as never)
      .orderBy("name" as never)
      .compile(),
  );
  return rows.map((row) => row.name).find((name) => !(name in MIGRATIONS));
}
