import { randomUUID } from "node:crypto";
import { createClient } from "@clickhouse/client";
import { inject } from "vitest";
import type { EngineConfig } from "../../src/engine/index.ts";
import { testDirectory } from "./directory.ts";
import { copyEmptyStores, copyTemplate, onPostgres } from "./emptyStores.ts";
import "./lane/provided.ts";

export { testDirectory } from "./directory.ts";

/** Where an engine of a test keeps its data: clean stores of the lane the test runs in. */
export interface TestStores extends Pick<EngineConfig, "dataDir" | "databaseUrl" | "clickhouseUrl"> {
  /** Removes what was stored. The engine must be closed. */
  remove(): Promise<void>;
}

/** Clean stores: a directory in the embedded lane, databases of their own in the servers' lane. */
export async function testStores(): Promise<TestStores> {
  const directory = testDirectory("data");
  const dataDir = directory.path;
  const servers = inject("servers");
  if (!servers) {
    await copyEmptyStores(dataDir);
    return { dataDir, remove: async () => directory.remove() };
  }
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await copyTemplate(servers, name);
  const databaseUrl = new URL(servers.databaseUrl);
  databaseUrl.pathname = name;
  const clickhouseUrl = `${servers.clickhouseUrl}/${name}`;
  return {
    dataDir,
    databaseUrl: databaseUrl.href,
    clickhouseUrl,
    async remove() {
      const client = createClient({ url: servers.clickhouseUrl });
      await Promise.all([
        onPostgres(servers.databaseUrl, `DROP DATABASE ${name} WITH (FORCE)`),
        client.command({ query: `DROP DATABASE IF EXISTS ${name} SYNC` }),
      ]);
      await client.close();
      directory.remove();
    },
  };
}
