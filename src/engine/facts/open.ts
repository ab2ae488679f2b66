import { openEmbeddedFacts } from "./embedded.ts";
import { migrateFacts } from "./migrate.ts";
import { openServerFacts } from "./server.ts";
import type { Facts } from "./types.ts";

/** Opens the fact store, embedded or on a server, with its tables at the newest structure. */
export async function openFacts(config: { dataDir: string; clickhouseUrl?: string | undefined; memoryBytes: number }): Promise<Facts> {
  const facts = config.clickhouseUrl
    ? await openServerFacts({ url: config.clickhouseUrl, memoryBytes: config.memoryBytes })
    : await openEmbeddedFacts(config);
  try {
    await migrateFacts(facts);
  } catch (error) {
    await facts.close();
    throw error;
  }
  return facts;
}
