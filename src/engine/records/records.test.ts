import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql as recordsSql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testStores } from "../../../test/support/stores.ts";
import { takeNumbers } from "./counters.ts";
import { MIGRATIONS } from "./migrations/index.ts";
import { openRecords } from "./open.ts";
import type { Records } from "./types.ts";

const dataDir = mkdtempSync(join(tmpdir(), "tagwise-records-"));
let records: Records;

beforeAll(async () => {
  // Left by a process killed during its first start.
  mkdirSync(join(dataDir, "records.new"));
  writeFileSync(join(dataDir, "records.new", "PG_VERSION"), "half");
  records = await openRecords({ dataDir });
});
afterAll(async () => {
  await records.destroy();
  rmSync(dataDir, { recursive: true, force: true });
});

test("numbers of a counter are consecutive from 1 and never given twice, however many ask at once", async () => {
  const blocks = await Promise.all([5, 1, 7, 3].map(async (count) => ({ first: await takeNumbers(records, "customer", count), count })));
  const taken = blocks.flatMap(({ first, count }) => Array.from({ length: count }, (_, index) => first + index));
  expect(taken.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
  expect(await takeNumbers(records, "batch", 1)).toBe(1);
});

test("values keep their kind: instants to the millisecond, 64-bit integers as numbers, JSON as it was", async () => {
  const at = new Date("2025-11-02T03:04:05.678Z");
  await records.insertInto("counters").values({ name: "large", value: 5_000_000_000 }).execute();
  expect(await records.selectFrom("counters").selectAll().where("name", "=", "large").execute()).toEqual([
    { name: "large", value: 5_000_000_000 },
  ]);
  const details = JSON.stringify({ zh: "完成", rows: [1, null] });
  const names = { actor_kind: "system", actor: "a", actor_name: "A", action: "x", request: "r" };
  await records
    .insertInto("audit")
    .values({ ...names, at, details })
    .execute();
  const stored = await records.selectFrom("audit").select(["id", "at", "details"]).executeTakeFirstOrThrow();
  expect(stored).toEqual({ id: 1, at, details: { zh: "完成", rows: [1, null] } });
});

test("a statement outside a transaction waits for it and is not undone with it", async () => {
  const undone = records.transaction().execute(async (tx) => {
    await takeNumbers(tx, "inside", 1);
    throw new Error("no");
  });
  const outside = takeNumbers(records, "outside", 1);
  await expect(undone).rejects.toThrow("no");
  expect(await outside).toBe(1);
  const names = await records.selectFrom("counters").select("name").where("name", "in", ["inside", "outside"]).execute();
  expect(names).toEqual([{ name: "outside" }]);
});

test("records written by a newer version are refused by name and stay as they were", async () => {
  const { remove, ...other } = await testStores();
  const first = await openRecords(other);
  await recordsSql`insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01')`.execute(first);
  await first.destroy();
  await expect(openRecords(other)).rejects.toMatchObject({ code: "RECORDS_NEWER", params: { found: "9999-later" } });
  await remove();
});

test("a start with nothing to migrate writes nothing", async () => {
  const { remove, ...other } = await testStores();
  await (await openRecords(other)).destroy();
  let writes = 0;
  await (await openRecords({ ...other, onWrite: () => writes++ })).destroy();
  expect(writes).toBe(0);
  await remove();
});

test("a PostgreSQL that does not answer is named without its password", async () => {
  const error = await openRecords({ dataDir, databaseUrl: "postgres://tagwise:secret@127.0.0.1:4719/none" }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ code: "RECORDS_UNREACHABLE", exit: 7, params: { where: "127.0.0.1:4719/none" } });
  expect(JSON.stringify(error) + String(error)).not.toContain("secret");
});

test("a damaged directory is named, not repaired over", async () => {
  const other = mkdtempSync(join(tmpdir(), "tagwise-damaged-"));
  mkdirSync(join(other, "records"));
  writeFileSync(join(other, "records", "PG_VERSION"), "18\n");
  await expect(openRecords({ dataDir: other })).rejects.toMatchObject({ code: "RECORDS_DAMAGED" });
  rmSync(other, { recursive: true, force: true });
});

test("migrations are named by number in the order they run", () => {
  const names = Object.keys(MIGRATIONS);
  expect(names).toEqual(names.toSorted());
  expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_, index) => index + 1));
});
