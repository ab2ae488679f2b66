import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, constants, openSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { testDirectory } from "../../../test/support/directory.ts";
import { NODE_FLAGS } from "../../../test/support/nodeFlags.ts";
import { openEmbeddedFacts } from "./embedded.ts";
import { literal } from "./literal.ts";
import { sql } from "./sql/sql.ts";
import type { Facts, RunOptions } from "./types.ts";

const directory = testDirectory("stuck");
afterAll(() => directory.remove());

const GRACE_MILLISECONDS = 300;
const opened: Facts[] = [];
async function open(name: string, onStuck?: () => void): Promise<Facts> {
  const facts = await openEmbeddedFacts({
    dataDir: join(directory.path, name),
    memoryBytes: 1024 ** 3,
    graceMilliseconds: GRACE_MILLISECONDS,
    ...(onStuck && { onStuck }),
  });
  opened.push(facts);
  return facts;
}
// A store that a failed test left open would fail every later file of this process: it holds one directory at a time.
afterEach(async () => {
  for (const facts of opened.splice(0)) await facts.close();
});
/** Nobody writes into it, so that reading it neither ends nor can be killed. */
function pipe(name: string): string {
  const path = join(directory.path, name);
  execFileSync("mkfifo", [path]);
  return path;
}
const read = (path: string) => sql`SELECT * FROM file(${literal.text(path)}, 'LineAsString', 'line String')`;
const SHORT: RunOptions = { limits: { maxSeconds: 0.5 } };

test("every statement of the embedded store is named, inserts and settings included, and an insert that is too slow is ended by its limit", async () => {
  const facts = await open("named");
  await facts.run(sql`CREATE TABLE slow (one UInt64, two UInt64 MATERIALIZED sleepEachRow(0.01)) ENGINE = MergeTree ORDER BY tuple()`);
  const running = () => facts.rows<{ query: string }>(sql`SELECT query FROM system.processes`);
  const insertSlowly = (options: RunOptions) =>
    facts.insert(
      "slow",
      Array.from({ length: 60_000 }, (_, one) => ({ one })),
      { settings: { max_block_size: 10, max_insert_block_size: 10, function_sleep_max_microseconds_per_block: 0 }, ...options },
    );
  const abort = new AbortController();
  const slow = insertSlowly({ signal: abort.signal });
  slow.catch(() => undefined);
  const names = async () => (await running()).map(({ query }) => query);
  await expect.poll(names).toContainEqual(expect.stringContaining("INSERT INTO slow"));
  expect((await names()).filter((query) => !query.startsWith("/* tagwise "))).toEqual([]);
  abort.abort();
  await expect(slow).rejects.toMatchObject({ code: "FACTS_CANCELLED" });
  await expect(insertSlowly(SHORT)).rejects.toMatchObject({ code: expect.stringMatching(/^FACTS_(?:TIME|CANCELLED)$/) });
  await facts.insert("slow", [{ one: 7 }], {});
});

test("once several statements cannot be ended the store says that it is stuck, at once, and tells whoever opened it", async () => {
  const onStuck = vi.fn();
  const facts = await open("several", onStuck);
  const paths = ["one", "two", "three"].map(pipe);
  for (const path of paths) await expect(facts.rows(read(path), SHORT)).rejects.toMatchObject({ code: "FACTS_SILENT", status: 503 });
  expect(onStuck).toHaveBeenCalledTimes(1);
  const begun = performance.now();
  await expect(facts.rows(sql`SELECT 1`)).rejects.toMatchObject({ code: "FACTS_STUCK", status: 503, exit: 7 });
  await expect(facts.insert("customers", [{ customer: 1 }])).rejects.toMatchObject({ code: "FACTS_STUCK" });
  await facts.close();
  expect(performance.now() - begun).toBeLessThan(5_000);
  for (const path of paths) closeSync(openSync(path, constants.O_WRONLY | constants.O_NONBLOCK));
  await facts.quiet();
  // Closed now; an engine that is still open refuses another directory.
  await expect.poll(() => open("after")).toBeDefined();
});

test("a process ends although a statement goes on for ever", async () => {
  const path = pipe("endless");
  const program = `
    const { openEmbeddedFacts } = await import(${JSON.stringify(join(import.meta.dirname, "embedded.ts"))});
    const { statementOf } = await import(${JSON.stringify(join(import.meta.dirname, "../../../test/support/statementOf.ts"))});
    const facts = await openEmbeddedFacts({ dataDir: ${JSON.stringify(join(directory.path, "ends"))}, memoryBytes: 2 ** 30, graceMilliseconds: 300 });
    const failure = await facts.rows(statementOf(${JSON.stringify(read(path).text)}), { limits: { maxSeconds: 0.5 } }).catch((error) => error);
    const after = await facts.rows(statementOf("SELECT 1 AS one"));
    await facts.close();
    process.stdout.write(JSON.stringify([failure.code, after]));
    process.exit(0);`;
  const child = spawn(process.execPath, [...NODE_FLAGS, "--input-type=module", "-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  let out = "";
  child.stdout.on("data", (text: Buffer) => (out += text.toString()));
  await once(child, "close");
  expect(JSON.parse(out)).toEqual(["FACTS_SILENT", [{ one: 1 }]]);
});
