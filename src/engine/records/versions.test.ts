import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCaches } from "../caches/caches.ts";
import { openRecords } from "./open.ts";
import type { Records } from "./types.ts";
import { RECORD_WRITES, raiseVersion, versionOf } from "./versions.ts";

const dataDir = mkdtempSync(join(tmpdir(), "tagwise-versions-"));
const writes = { count: 0 };
let records: Records;
let asked = 0;

beforeAll(async () => {
  const opened = await openRecords({ dataDir, onWrite: () => writes.count++ });
  records = new Proxy(opened, {
    get(target, name) {
      if (name === "selectFrom") asked++;
      const value = Reflect.get(target, name, target) as unknown;
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
});
afterAll(async () => {
  await records.destroy();
  rmSync(dataDir, { recursive: true, force: true });
});

function ctx() {
  const caches = openCaches();
  caches.set(RECORD_WRITES, writes);
  return { records, caches };
}

test("versions of embedded records are asked once, and again after any statement that may have raised one", async () => {
  const stores = ctx();
  const before = asked;
  const first = await versionOf(stores, "links");
  expect(await versionOf(stores, "keys")).toBe(await versionOf(stores, "keys"));
  expect(asked - before).toBe(1);
  await raiseVersion(records, "links");
  expect(await versionOf(stores, "links")).toBe(first + 1);
  expect(asked - before).toBe(2);
});

test("a version raised in a transaction is seen by whoever asks after its end, and one that was rolled back is not", async () => {
  const stores = ctx();
  const first = await versionOf(stores, "links");
  const [, during] = await Promise.all([
    records.transaction().execute(async (tx) => {
      await raiseVersion(tx, "links");
      await tx.selectFrom("counters").select("name").execute();
    }),
    versionOf(stores, "links"),
  ]);
  expect([first, first + 1]).toContain(during);
  expect(await versionOf(stores, "links")).toBe(first + 1);
  await records
    .transaction()
    .execute(async (tx) => {
      await raiseVersion(tx, "links");
      throw new Error("no");
    })
    .catch(() => undefined);
  expect(await versionOf(stores, "links")).toBe(first + 1);
});

test("the version of tags goes up with a statement that does not name it", async () => {
  const stores = ctx();
  const first = await versionOf(stores, "tags");
  const combination = JSON.stringify({ all: [] });
  await records
    .insertInto("segments")
    .values({ id: "s", name: "s", combination, created_by: "t", created_at: new Date(0) })
    .execute();
  expect(await versionOf(stores, "tags")).toBeGreaterThan(first);
});

test("requests get their turn among the statements of long work", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  // All of it runs in microtasks: without turns of the event loop in between, no timer would fire before its end.
  const begun = performance.now();
  while (performance.now() - begun < 100) await records.selectFrom("counters").select("name").execute();
  clearInterval(timer);
  expect(turns).toBeGreaterThan(2);
});
