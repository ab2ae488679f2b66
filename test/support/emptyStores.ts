import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

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
  await promisify(execFile)(process.execPath, ["--input-type=module-typescript", "-e", SCRIPT, making]);
  try {
    renameSync(making, stores);
  } catch (error) {
    // Another test file was quicker; its files are the same.
    if (!existsSync(stores)) throw error;
    rmSync(making, { recursive: true, force: true });
  }
  return stores;
}

const door = (file: string) => JSON.stringify(new URL(`../../src/engine/${file}`, import.meta.url).href);
const SCRIPT = `
  import { openFacts } from ${door("facts/open.ts")};
  import { openRecords } from ${door("records/open.ts")};
  const dataDir = process.argv[1];
  await (await openRecords({ dataDir })).destroy();
  await (await openFacts({ dataDir, memoryBytes: 2 ** 30 })).close();
  process.exit(0);
`;
