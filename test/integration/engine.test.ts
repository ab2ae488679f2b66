import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { sql as recordsSql } from "kysely";
import { openEngine, takeNumbers, type Engine, sql } from "../../src/engine/index.ts";
import { testStores, type TestStores } from "../support/stores.ts";

let stores: TestStores;
let engine: Engine;

beforeAll(async () => {
  stores = await testStores();
  engine = await openEngine(stores);
});
afterAll(async () => {
  await engine.close();
  await stores.remove();
});

test("the lane has the stores it is named for", async () => {
  const { rows } = await recordsSql<{ version: string }>`SELECT version() AS version`.execute(engine.records);
  const servers = inject("servers") !== undefined;
  expect(/emscripten|wasm/i.test(rows[0]!.version)).toBe(!servers);
  const [row] = await engine.facts.rows<{ database: string }>(sql`SELECT currentDatabase() AS database`);
  expect(row!.database.startsWith(servers ? "test_" : "tagwise")).toBe(true);
});

test("decimals and 64-bit integers come as text, instants in UTC with milliseconds", async () => {
  const rows = await engine.facts.rows(
    sql`SELECT toDecimal64('0.100000', 6) AS d, toUInt64(18446744073709551615) AS u, fromUnixTimestamp64Milli(toInt64(1700000000123), 'UTC') AS t`,
  );
  expect(rows).toEqual([{ d: "0.1", u: "18446744073709551615", t: "2023-11-14 22:13:20.123" }]);
});

test("a setting of one statement does not reach the next", async () => {
  const size = sql`SELECT toString(getSetting('max_block_size')) AS size`;
  const before = await engine.facts.rows(size);
  expect(await engine.facts.rows(size, { settings: { max_block_size: 7 } })).toEqual([{ size: "7" }]);
  expect(await engine.facts.rows(size)).toEqual(before);
});

test("bound parameters keep every character", async () => {
  const text = "' \\ \t \n 茶 \\N {x:String}";
  expect(await engine.facts.rows(sql`SELECT {text:String} AS text`, { params: { text } })).toEqual([{ text }]);
});

test("rows of objects go in and come out", async () => {
  await engine.facts.run(
    sql`CREATE TABLE probe (n UInt32, t Nullable(String), l Array(String), d Nullable(Decimal(18, 6))) ENGINE = MergeTree ORDER BY n`,
  );
  await engine.facts.insert("probe", [
    { n: 1, t: "一", l: ["a", "'"], d: "1.5" },
    { n: 2, t: null, l: [], d: null },
  ]);
  expect(await engine.facts.rows(sql`SELECT * FROM probe ORDER BY n`)).toEqual([
    { n: 1, t: "一", l: ["a", "'"], d: "1.5" },
    { n: 2, t: null, l: [], d: null },
  ]);
  await engine.facts.run(sql`DROP TABLE probe`);
});

test("a result comes as the bytes of a format, and a file of that format can be described, staged and read", async () => {
  const stream = await engine.facts.bytes(
    sql`SELECT number AS n, concat('行', toString(number)) AS t FROM numbers(100000) ORDER BY n`,
    "Parquet",
  );
  const path = join(stores.dataDir, "probe.parquet");
  writeFileSync(path, await buffer(stream));
  const choice = { format: "Parquet" };
  expect((await engine.facts.describe(path, choice)).map(({ name }) => name)).toEqual(["n", "t"]);
  const stage = await engine.facts.stage(path, choice);
  expect(stage.rows).toBe(100_000);
  expect(await engine.facts.rows(sql`SELECT count() AS c, max(t) AS t FROM ${sql.id(stage.table)}`)).toEqual([
    { c: "100000", t: "行99999" },
  ]);
  await engine.facts.run(sql`DROP TABLE ${sql.id(stage.table)}`);
});

test("what fails has a name of ours", async () => {
  await expect(
    engine.facts.rows(sql`SELECT number FROM numbers(100000000) GROUP BY number`, { limits: { maxMemoryBytes: 20_000_000 } }),
  ).rejects.toMatchObject({
    code: "FACTS_MEMORY",
  });
  await expect(
    engine.facts.rows(sql`SELECT sum(cityHash64(number)) FROM numbers(1000000000000)`, { limits: { maxSeconds: 0.2 } }),
  ).rejects.toMatchObject({
    code: "FACTS_TIME",
  });
});

test("aborting ends the statement in the engine", async () => {
  const controller = new AbortController();
  const endless = engine.facts.rows(sql`SELECT sum(cityHash64(number)) FROM numbers(100000000000000)`, {
    lane: "heavy",
    signal: controller.signal,
  });
  const failed = endless.then(
    () => undefined,
    (error: unknown) => error,
  );
  const count = sql`SELECT count() > 0 AS yes FROM system.processes WHERE query LIKE '%100000000000000)%' AND query NOT LIKE '%processes%'`;
  const running = async () => ((await engine.facts.rows<{ yes: number }>(count))[0]!.yes as unknown) === 1;
  while (!(await running()));
  controller.abort();
  expect(await failed).toMatchObject({ code: "FACTS_CANCELLED" });
  // chDB keeps an ended statement on its list until the next one of that connection.
  expect(await engine.facts.rows(sql`SELECT 2 AS two`, { lane: "heavy" })).toEqual([{ two: 2 }]);
  while (await running());
});

test("numbers are handed out once, whoever asks at the same time", async () => {
  const taken = await Promise.all(Array.from({ length: 20 }, (_, i) => takeNumbers(engine.records, "customer", i + 1)));
  const numbers = taken.flatMap((first, i) => Array.from({ length: i + 1 }, (_, offset) => Number(first) + offset));
  expect(new Set(numbers).size).toBe(210);
});

test("both stores keep what they have when they are closed and opened again", async () => {
  const first = await takeNumbers(engine.records, "customer", 1);
  await engine.facts.run(sql`CREATE TABLE kept (n UInt8) ENGINE = MergeTree ORDER BY n`);
  await engine.facts.insert("kept", [{ n: 9 }]);
  await engine.close();
  engine = await openEngine(stores);
  expect(Number(await takeNumbers(engine.records, "customer", 1))).toBe(Number(first) + 1);
  expect(await engine.facts.rows(sql`SELECT n FROM kept`)).toEqual([{ n: 9 }]);
});
