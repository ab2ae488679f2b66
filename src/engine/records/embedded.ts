import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { Kysely, PGliteDialect } from "kysely";
import { problem } from "../../kernel/index.ts";
import type { RecordTables } from "./tables/index.ts";
import type { Records } from "./types.ts";

/** PostgreSQL clears these buffers at each start. Its own 128 MB would cost a command a tenth of a second; the records are small. */
const START_PARAMETERS = [...PGlite.defaultStartParams, "-c", "shared_buffers=16MB"];

/** Every other statement may change rows. */
const READS = /^\s*select\b/i;

/**
 * PGlite under `<dataDir>/records`. It does not lock its directory: the caller must hold the lock.
 * @param onWrite called after each statement that may have changed rows, before its caller goes on
 * @throws RECORDS_DAMAGED when what is there does not open.
 */
export async function openEmbeddedRecords(dataDir: string, onWrite: () => void = () => undefined): Promise<Records> {
  const directory = join(dataDir, "records");
  if (!existsSync(directory)) await initialise(directory);
  try {
    const pglite = await PGlite.create(directory, { startParams: START_PARAMETERS });
    letOthersIn(pglite);
    return new Kysely<RecordTables>({
      dialect: new PGliteDialect({ pglite }),
      log: ({ query }) => {
        if (!READS.test(query.sql)) onWrite();
      },
    });
  } catch (error) {
    throw problem("RECORDS_DAMAGED", { dataDir, reason: error instanceof Error ? error.message : String(error) }, error);
  }
}

/** So long statements may follow each other before the event loop takes a turn. */
const MOST_BLOCKED_MILLISECONDS = 2;

/**
 * PGlite answers within the same turn of the event loop. Without turns in between, work of many statements, as an update is, would keep
 * every request waiting until its last one.
 */
function letOthersIn(pglite: PGlite): void {
  const [query, transaction] = [pglite.query.bind(pglite), pglite.transaction.bind(pglite)];
  let turned = performance.now();
  const turn = async (): Promise<void> => {
    if (performance.now() - turned < MOST_BLOCKED_MILLISECONDS) return;
    await new Promise((resolve) => setImmediate(resolve));
    turned = performance.now();
  };
  Object.assign(pglite, {
    query: async (...input: Parameters<typeof query>) => {
      await turn();
      return query(...input);
    },
    transaction: async (...input: Parameters<typeof transaction>) => {
      await turn();
      return transaction(...input);
    },
  } satisfies Partial<Record<keyof PGlite, unknown>>);
}

/** Made beside and moved into place, so that a process killed half way leaves nothing that looks whole. */
async function initialise(directory: string): Promise<void> {
  const unfinished = `${directory}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  const pglite = await PGlite.create(unfinished, { startParams: START_PARAMETERS });
  await pglite.close();
  renameSync(unfinished, directory);
}
