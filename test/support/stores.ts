import { createHash, randomUUID } from "node:crypto";
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createClient } from "@clickhouse/client";
import pg from "pg";
import { inject } from "vitest";
import { openRecords } from "../../src/engine/records/open.ts";
import type { EngineConfig } from "../../src/engine/index.ts";
import { testDirectory } from "./directory.ts";
import "./lane/provided.ts";

export { testDirectory } from "./directory.ts";

/** Where an engine of a test keeps its data: clean stores of the lane the test runs in. */
export interface TestStores extends Pick<EngineConfig, "dataDir" | "databaseUrl" | "clickhouseUrl"> {
  /** Removes what was stored. The engine must be closed. */
  remove(): Promise<void>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Clean stores: a directory in the embedded lane, databases of their own in the servers' lane. */
export async function testStores(): Promise<TestStores> {
  const directory = testDirectory("data");
  const dataDir = directory.path;
  const servers = inject("servers");
  if (!servers) {
    cpSync(await emptyRecords(), join(dataDir, "records"), { recursive: true });
    return { dataDir, remove: async () => directory.remove() };
  }
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await onPostgres(servers.databaseUrl, `CREATE DATABASE ${name}`);
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

async function onPostgres(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(statement);
  await client.end();
}

/**
 * PGlite's files with the newest structure and nothing in them. Made once and kept for as long as the engine's code and PGlite
 * stay the same: making them takes seconds, copying them a tenth of one.
 */
async function emptyRecords(): Promise<string> {
  const hash = createHash("sha256");
  const sources = globSync("src/engine/records/**/*.ts", { cwd: root }).toSorted();
  for (const file of [...sources, "node_modules/@electric-sql/pglite/package.json"])
    hash.update(file).update(readFileSync(join(root, file)));
  const cache = join(root, "node_modules/.cache/tagwise");
  const records = join(cache, `records-${hash.digest("hex").slice(0, 16)}`);
  if (existsSync(records)) return records;
  mkdirSync(cache, { recursive: true });
  const making = mkdtempSync(join(cache, "making-"));
  await (await openRecords({ dataDir: making })).destroy();
  try {
    renameSync(join(making, "records"), records);
  } catch (error) {
    // Another test file was quicker; its files are the same.
    if (!existsSync(records)) throw error;
  }
  rmSync(making, { recursive: true, force: true });
  return records;
}
