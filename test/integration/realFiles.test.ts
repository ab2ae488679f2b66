import { afterAll, beforeAll, expect, test } from "vitest";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { commandsOn, type Commands } from "../support/commands.ts";
import { sharedFile } from "../support/shared.ts";
import { testDirectory, testStores, type TestStores } from "../support/stores.ts";

const example = (name: string) => fileURLToPath(new URL(`../../docs/examples/online-retail/${name}`, import.meta.url));
const files = testDirectory("real");
const stores: TestStores[] = [];

/** Commands on clean stores. A process has one embedded directory open at a time: the one before is closed first. */
async function onCleanStores(): Promise<Commands> {
  const made = await testStores();
  stores.push(made);
  return commandsOn(made.dataDir, {
    ...(made.databaseUrl && { DATABASE_URL: made.databaseUrl }),
    ...(made.clickhouseUrl && { CLICKHOUSE_URL: made.clickhouseUrl }),
  });
}
const retail = await onCleanStores();
const cdnow = await onCleanStores();

afterAll(async () => {
  await Promise.all([retail.close(), cdnow.close()]);
  await Promise.all(stores.map((made) => made.remove()));
  files.remove();
});

const AS_OF = ["--as-of", "2011-12-09T12:50:00Z"];

test("Online Retail: every order line of a known customer is an event, repeated lines too, and a second import adds nothing", async (context) => {
  const importing = ["import", sharedFile(context, "online_retail.parquet"), "--mapping", example("mapping.yaml")];
  expect(await retail.ask(...importing)).toMatchObject({
    read: 541_909,
    accepted: 406_829,
    skipped: 135_080,
    customersCreated: 4372,
    eventsAdded: 406_829,
  });
  expect(await retail.ask(...importing)).toMatchObject({
    read: 541_909,
    accepted: 406_829,
    customersCreated: 0,
    eventsAdded: 0,
    repeated: 406_829,
  });
});

test("Online Retail: the tags of the example have the members that were counted independently", async (context) => {
  sharedFile(context, "online_retail.parquet");
  await retail.ask("apply", example("tags.yaml"), "--yes", ...AS_OF);
  const { items } = await retail.ask<{ items: readonly { code: string; members: number }[] }>("tag", "list");
  const members = Object.fromEntries(items.map((tag) => [tag.code, tag.members]));
  expect(members).toMatchObject({ good_customer: 1633, top_customer: 263, regular: 1115, silent: 1482 });
  expect(await retail.ask("count", "优质客户 且 非 近期沉默")).toMatchObject({ count: 1633 - members["at_risk"]! });
});

beforeAll(() => {
  writeFileSync(
    join(files.path, "cdnow.yaml"),
    `format: text
delimiter: whitespace
columns: [customer, day, cds, dollars]
skipRows: 1
event: Order Completed
time: day
timeFormat: yyyyMMdd
timezone: America/New_York
identities: { crm: customer }
properties: { quantity: cds, amount: dollars }
`,
  );
  writeFileSync(
    join(files.path, "cdnow-tags.yaml"),
    `tags:
  - { code: often, name: { zh: 常客, en: Often }, rule: { event: Order Completed, is: ">= 5" } }
  - { code: much, name: { zh: 大客户, en: Much }, rule: { event: Order Completed, measure: { sum: amount }, is: ">= 500" } }
`,
  );
});

test("CDNOW: columns by position, dates without signs, and the tags over them", async (context) => {
  await retail.close();
  const importing = ["import", sharedFile(context, "CDNOW_master.txt"), "--mapping", join(files.path, "cdnow.yaml")];
  expect(await cdnow.ask(...importing)).toMatchObject({
    read: 69_659,
    accepted: 69_659,
    skipped: 0,
    customersCreated: 23_570,
    eventsAdded: 69_659,
  });
  expect(await cdnow.ask(...importing)).toMatchObject({ accepted: 69_659, eventsAdded: 0, repeated: 69_659 });
  await cdnow.ask("apply", join(files.path, "cdnow-tags.yaml"), "--yes");
  const { items } = await cdnow.ask<{ items: readonly { code: string; members: number }[] }>("tag", "list");
  expect(Object.fromEntries(items.map(({ code, members }) => [code, members]))).toEqual({ often: 3925, much: 734 });
});
