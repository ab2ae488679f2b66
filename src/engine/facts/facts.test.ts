import { sql } from "./sql/sql.ts";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openFacts } from "./open.ts";
import { literal } from "./literal.ts";
import { migrateFacts } from "./migrate.ts";
import { MIGRATIONS } from "./migrations.ts";
import type { Facts } from "./types.ts";

let facts: Facts;
const dataDir = mkdtempSync(join(tmpdir(), "tagwise-facts-"));

beforeAll(async () => {
  facts = await openFacts({ dataDir, memoryBytes: 2 ** 30 });
});
afterAll(async () => {
  await facts.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test("decimals and 64-bit integers come as text, exactly", async () => {
  const rows = await facts.rows(
    sql`SELECT toDecimal64('0.100000', 6) AS d, toUInt64(18446744073709551615) AS u, sum(toDecimal64('0.1', 6)) AS s FROM numbers(3)`,
  );
  expect(rows).toEqual([{ d: "0.1", u: "18446744073709551615", s: "0.3" }]);
});

test("a setting of one statement does not reach the next one on the lane", async () => {
  await expect(
    facts.rows(sql`SELECT sum(cityHash64(number)) FROM numbers(1000000000000)`, { limits: { maxSeconds: 0.2 } }),
  ).rejects.toMatchObject({ code: "FACTS_TIME" });
  const rows = await facts.rows(sql`SELECT getSetting('max_execution_time') AS seconds, getSetting('max_threads') > 0 AS threads`, {});
  expect(rows).toEqual([{ seconds: 60, threads: 1 }]);
  await facts.run(sql`SELECT 1`, { settings: { max_block_size: 7 } });
  expect(await facts.rows(sql`SELECT getSetting('max_block_size') != 7 AS other`)).toEqual([{ other: 1 }]);
});

test("a statement over its memory limit fails by name and the lane goes on", async () => {
  await expect(
    facts.rows(sql`SELECT number FROM numbers(100000000) GROUP BY number`, { limits: { maxMemoryBytes: 50_000_000 } }),
  ).rejects.toMatchObject({ code: "FACTS_MEMORY" });
  expect(await facts.rows(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
});

test("aborting stops the engine's work and frees the lane", async () => {
  const controller = new AbortController();
  const endless = facts.rows(sql`SELECT sum(cityHash64(number)) FROM numbers(100000000000000)`, {
    lane: "heavy",
    signal: controller.signal,
  });
  const running = async () =>
    (
      await facts.rows<{ n: string }>(
        sql`SELECT count() AS n FROM system.processes WHERE query LIKE '%100000000000000)%' AND query NOT LIKE '%system.processes%'`,
      )
    )[0]!.n !== "0";
  while (!(await running())) await new Promise(setImmediate);
  controller.abort();
  await expect(endless).rejects.toMatchObject({ code: "FACTS_CANCELLED" });
  expect(await facts.rows(sql`SELECT 2 AS two`, { lane: "heavy" })).toEqual([{ two: 2 }]);
});

test("lanes run side by side", async () => {
  const controller = new AbortController();
  const endless = facts.rows(sql`SELECT sum(cityHash64(number)) FROM numbers(100000000000001)`, {
    lane: "heavy",
    signal: controller.signal,
  });
  expect(await facts.rows(sql`SELECT 3 AS three`)).toEqual([{ three: 3 }]);
  controller.abort();
  await expect(endless).rejects.toMatchObject({ code: "FACTS_CANCELLED" });
});

test("whatever text is written as a literal comes back as it was", async () => {
  const nasty = [
    "",
    "'",
    "\\",
    "\\'",
    "a'b\"c`d",
    "\n\r\t\0\b",
    "价格",
    "😀",
    "‮אב",
    "'; DROP TABLE events; --",
    "\\x41",
    "{x:String}",
    "%",
    "/* */",
    "?",
  ];
  const [row] = await facts.rows<{ all: string[] }>(sql`SELECT ${literal.texts(nasty)} AS all`);
  expect(row!.all).toEqual(nasty);
  const [bound] = await facts.rows<{ all: string[] }>(sql`SELECT [{a:String}, {b:String}] AS all`, {
    params: { a: "a'b\\\n\t中", b: "😀" },
  });
  expect(bound!.all).toEqual(["a'b\\\n\t中", "😀"]);
});

test("a file is staged as it is, and a broken one is named", async () => {
  const good = join(dataDir, "good.jsonl");
  writeFileSync(good, '{"a":1,"b":"x"}\n{"a":2,"b":"y"}\n');
  const stage = await facts.stage(good, { format: "JSONEachRow" });
  expect(stage.rows).toBe(2);
  expect(stage.columns.map((column) => column.name)).toEqual(["a", "b"]);
  await facts.run(sql`DROP TABLE ${sql.id(stage.table)}`);
  const bad = join(dataDir, "bad.parquet");
  writeFileSync(bad, "PAR1 this is no parquet PAR1");
  await expect(facts.stage(bad, { format: "Parquet" })).rejects.toMatchObject({ code: "FILE_UNREADABLE" });
});

test("a numbered stage says where each row stood in the file", async () => {
  const path = join(dataDir, "long.csv");
  writeFileSync(path, Array.from({ length: 300_000 }, (_, index) => `${index + 1},${"x".repeat(index % 50)}\n`).join(""));
  const stage = await facts.stage(path, { format: "CSV", structure: sql`a UInt64, b String`, numbered: true });
  expect(stage.columns.at(-1)).toEqual({ name: "_row", type: "UInt64" });
  const wrong = sql`SELECT countIf(a != _row) AS wrong, max(_row) AS last FROM ${sql.id(stage.table)}`;
  expect(await facts.rows(wrong)).toEqual([{ wrong: "0", last: "300000" }]);
  await facts.run(sql`DROP TABLE ${sql.id(stage.table)}`);
});

test("results stream as bytes of a format", async () => {
  const stream = await facts.bytes(sql`SELECT number AS n, toString(number) AS t FROM numbers(200000) ORDER BY n`, "CSVWithNames");
  const body = await text(stream);
  expect(body.split("\n").length).toBe(200_002);
  expect(body.startsWith('"n","t"\n0,"0"\n')).toBe(true);
});

test("inserted rows are found in the tables of the newest structure", async () => {
  await facts.insert("customers", [{ customer: 7, created: "2025-01-01 00:00:00.123", batch: 1 }]);
  expect(await facts.rows(sql`SELECT customer, created FROM customers FINAL`)).toEqual([
    { customer: 7, created: "2025-01-01 00:00:00.123" },
  ]);
});

test("a crash in the middle of a migration is mended by the next start", async () => {
  await facts.run(sql`RENAME TABLE membership_changes TO ledger`);
  const before = MIGRATIONS.findIndex((statements) => statements.some((statement) => statement.text.includes("TO membership_changes")));
  await facts.run(sql`DELETE FROM structure WHERE version > ${literal.integer(before)}`, { settings: { lightweight_deletes_sync: 2 } });
  await migrateFacts(facts);
  expect(
    await facts.rows(
      sql`SELECT name FROM system.tables WHERE database = currentDatabase() AND name IN ('ledger', 'moved', 'membership_changes', 'marked_customers') ORDER BY name`,
    ),
  ).toEqual([{ name: "marked_customers" }, { name: "membership_changes" }]);
});
