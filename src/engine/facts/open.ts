import { problem, type Problem } from "../../kernel/index.ts";
import { openEmbeddedFacts } from "./embedded.ts";
import { engineName } from "./stageTables.ts";
import type { Locks } from "../records/locks.ts";
import { factsFailure } from "./failure.ts";
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
  onStuck?: (failure: Problem) => void;
}): Promise<Facts> {
  const facts = config.clickhouseUrl
    ? await openServerFacts({ url: config.clickhouseUrl, memoryBytes: config.memoryBytes, process: config.process ?? engineName() })
    : await openEmbeddedFacts(config).catch((error: unknown) => {
        throw unopened(error);
      });
  try {
    // Two processes at once would run the same statement twice at the same moment.
    await (config.locks ? config.locks.hold("facts.structure", () => migrateFacts(facts)) : migrateFacts(facts));
  } catch (error) {
    await facts.close();
    throw error;
  }
  return facts;
}

/** What an embedded store that does not open says: its files are not what they were, unless it is something that any statement may meet. */
function unopened(error: unknown): Problem {
  const failure = factsFailure(error);
  return failure.code === "FACTS_FAILED" ? problem("FACTS_DAMAGED", { number: String(failure.params["number"] ?? "") }, error) : failure;
}
