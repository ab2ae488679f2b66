import { sql as recordsSql } from "kysely";
import { problem } from "../../kernel/index.ts";
import { MIGRATIONS } from "./migrations/index.ts";
import type { Records } from "./types.ts";

/**
 * Brings the records to the newest structure, each migration in a transaction. Several processes may call it at once.
 * @throws RECORDS_NEWER when a later version has written them; MIGRATION_FAILED, with the structure as it was.
 */
export async function migrateRecords(records: Records): Promise<void> {
  if (await isNewest(records)) return;
  const { Migrator } = await import("kysely/migration");
  const migrator = new Migrator({ db: records, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const unknown = (await migrator.getMigrations().catch(() => [])).length > 0 ? await unknownMigration(records) : undefined;
  if (unknown !== undefined) throw problem("RECORDS_NEWER", { found: unknown }, error);
  const failed = results?.find((result) => result.status === "Error")?.migrationName ?? Object.keys(MIGRATIONS).at(-1)!;
  throw problem("MIGRATION_FAILED", { migration: failed, reason: error instanceof Error ? error.message : String(error) }, error);
}

/** One query is enough if nothing has to be migrated. The migrator looks through every table of the catalogue for its own: a third of a second on PGlite. */
async function isNewest(records: Records): Promise<boolean> {
  const { rows: tables } = await recordsSql<{ exists: boolean }>`select to_regclass('kysely_migration') is not null as exists`.execute(
    records,
  );
  if (!tables[0]!.exists) return false;
  const applied = await appliedMigrations(records);
  const wanted = Object.keys(MIGRATIONS);
  return applied.length === wanted.length && applied.every((name, index) => name === wanted[index]);
}

async function unknownMigration(records: Records): Promise<string | undefined> {
  return (await appliedMigrations(records)).find((name) => !(name in MIGRATIONS));
}

async function appliedMigrations(records: Records): Promise<string[]> {
  const { rows } = await recordsSql<{ name: string }>`select name from kysely_migration order by name collate "C"`.execute(records);
  return rows.map(({ name }) => name);
}
