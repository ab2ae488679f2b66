import { openEmbeddedFacts } from "./embedded.ts";
import { engineName } from "./stageTables.ts";
import type { Locks } from "../records/locks.ts";
import { migrateFacts } from "./migrate.ts";
import { openServerFacts } from "./server.ts";
import type { Facts } from "./types.ts";

/** Opens the fact store, embedded or on a server, with its tables at the newest structure. */
export async function openFacts(config: {
  dataDir: string;
  clickhouseUrl?: string | undefined;
  memoryBytes: number;
  locks?: Locks;
  process?: string;
}): Promise<Facts> {
  const facts = config.clickhouseUrl
    ? await openServerFacts({ url: config.clickhouseUrl, memoryBytes: config.memoryBytes, process: config.process ?? engineName() })
    : await openEmbeddedFacts(config);
  try {
    // Two processes at once would run the same statement twice at the same moment.
    await (config.locks ? config.locks.hold("facts.structure", () => migrateFacts(facts)) : migrateFacts(facts));
  } catch (error) {
    await facts.close();
    throw error;
  }
  return facts;
}
