import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createClient } from "@clickhouse/client";
import pg from "pg";
import type { ProvidedServers } from "./lane/provided.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const SOURCES = ["src/engine/records/**/*.ts", "src/engine/facts/**/*.ts"];
const PACKAGES = ["@electric-sql/pglite", "chdb"].map((name) => `node_modules/${name}/package.json`);

/**
 * Puts both embedded stores into a directory: the newest structure, and nothing in it. An app that is opened on a bare directory pays
 * seconds of processor for PostgreSQL's first start and for every migration.
 */
export async function copyEmptyStores(dataDir: string): Promise<void> {
  const stores = await emptyStores();
  for (const name of ["records", "facts"]) cpSync(join(stores, name), join(dataDir, name), { recursive: true, verbatimSymlinks: true });
}

/** The servers' form of the same: a database on each, which `copyTemplate` copies. */
export async function makeTemplate({ databaseUrl, clickhouseUrl, template }: ProvidedServers): Promise<void> {
  const records = new URL(databaseUrl);
  await onPostgres(databaseUrl, `CREATE DATABASE ${template}`);
  records.pathname = template;
  await inOwnProcess(SERVERS_SCRIPT, records.href, `${clickhouseUrl}/${template}`);
}

/** Makes the database `name` on both servers: the newest structure, and nothing in it. The migrations take a second and more each time. */
export async function copyTemplate({ databaseUrl, clickhouseUrl, template }: ProvidedServers, name: string): Promise<void> {
  const client = createClient({ url: clickhouseUrl });
  const copyFacts = async () => {
    await client.command({ query: `CREATE DATABASE ${name} ENGINE = Atomic` });
    const result = await client.query({ query: `SHOW TABLES FROM ${template}`, format: "JSONEachRow" });
    const tables = await result.json<{ name: string }>();
    await Promise.all(tables.map((table) => client.command({ query: `CREATE TABLE ${name}.${table.name} AS ${template}.${table.name}` })));
    await client.command({ query: `INSERT INTO ${name}.structure SELECT * FROM ${template}.structure` });
  };
  try {
    await Promise.all([onPostgres(databaseUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`), copyFacts()]);
  } finally {
    await client.close();
  }
}

export async function onPostgres(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** The stores as the real migrations make them. Made once and kept for as long as the engine's code and the packages stay the same. */
async function emptyStores(): Promise<string> {
  const hash = createHash("sha256");
  for (const file of [...SOURCES.flatMap((pattern) => globSync(pattern, { cwd: root })).toSorted(), ...PACKAGES])
    hash.update(file).update(readFileSync(join(root, file)));
  const cache = join(root, "node_modules/.cache/tagwise");
  const stores = join(cache, `stores-${hash.digest("hex").slice(0, 16)}`);
  if (existsSync(stores)) return stores;
  mkdirSync(cache, { recursive: true });
  const making = mkdtempSync(join(cache, "making-"));
  // In a process of its own: one process opens one directory of chDB at a time, and a test may have its own open.
  await inOwnProcess(SCRIPT, making);
  try {
    renameSync(making, stores);
  } catch (error) {
    // Another test file was quicker; its files are the same.
    if (!existsSync(stores)) throw error;
    rmSync(making, { recursive: true, force: true });
  }
  return stores;
}

const inOwnProcess = (script: string, ...given: string[]) =>
  promisify(execFile)(process.execPath, ["--input-type=module-typescript", "-e", script, ...given]);

const door = (file: string) => JSON.stringify(new URL(`../../src/engine/${file}`, import.meta.url).href);
const DOORS = `
  import { openFacts } from ${door("facts/open.ts")};
  import { openRecords } from ${door("records/open.ts")};
`;
const SERVERS_SCRIPT = `${DOORS}
  const [, databaseUrl, clickhouseUrl] = process.argv;
  await (await openRecords({ dataDir: "", databaseUrl })).destroy();
  await (await openFacts({ dataDir: "", clickhouseUrl, memoryBytes: 2 ** 30 })).close();
  process.exit(0);
`;
const SCRIPT = `${DOORS}
  const dataDir = process.argv[1];
  await (await openRecords({ dataDir })).destroy();
  await (await openFacts({ dataDir, memoryBytes: 2 ** 30 })).close();
  process.exit(0);
`;
