import type { Records } from "./types.ts";
import { openEmbeddedRecords } from "./embedded.ts";
import { migrateRecords } from "./migrate.ts";
import { openServerRecords } from "./server.ts";

/** Opens the records, embedded or on PostgreSQL, with their tables at the newest structure. The caller holds the lock. */
export async function openRecords(config: {
  dataDir: string;
  databaseUrl?: string | undefined;
  /** Only of embedded records: called after each statement that may have changed rows. */
  onWrite?: (() => void) | undefined;
}): Promise<Records> {
  const records = config.databaseUrl
    ? await openServerRecords(config.databaseUrl)
    : await openEmbeddedRecords(config.dataDir, config.onWrite);
  try {
    await migrateRecords(records);
  } catch (error) {
    await records.destroy();
    throw error;
  }
  return records;
}
