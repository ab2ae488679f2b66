import { afterAll, beforeAll, expect, test } from "vitest";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cli } from "../support/cli.ts";
import { sharedFile } from "../support/shared.ts";
import { testDirectory, testStores, type TestStores } from "../support/stores.ts";

const example = (name: string) => fileURLToPath(new URL(`../../docs/examples/online-retail/${name}`, import.meta.url));
const files = testDirectory("real");
const retail = await testStores();
const cdnow = await testStores();

afterAll(async () => {
  await Promise.all([retail.remove(), cdnow.remove()]);
  files.remove();
});

/** The answer of a command on these stores, as JSON. */
async function ask<T = Record<string, unknown>>(stores: TestStores, ...argv: readonly string[]): Promise<T> {
  const { dataDir, databaseUrl, clickhouseUrl } = stores;
  const env = {
    TAGWISE_DATA: dataDir,
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    ...(clickhouseUrl && { CLICKHOUSE_URL: clickhouseUrl }),
  };
  const { code, out, err } = await cli([...argv, "--json"], { env, cwd: files.path });
  if (code !== 0) throw new Error(`tagwise ${argv.join(" ")} ended with ${code}: ${err}`);
  return JSON.parse(out) as T;
}

const AS_OF = ["--as-of", "2011-12-09T12:50:00Z"];

test("Online Retail: every order line of a known customer is an event, repeated lines too, and a second import adds nothing", async (context) => {
  const importing = ["import", sharedFile(context, "online_retail.parquet"), "--mapping", example("mapping.yaml")];
  expect(await ask(retail, ...importing)).toMatchObject({
    read: 541_909,
    accepted: 406_829,
    skipped: 135_080,
    customersCreated: 4372,
    eventsAdded: 406_829,
  });
  expect(await ask(retail, ...importing)).toMatchObject({
    read: 541_909,
    accepted: 406_829,
    customersCreated: 0,
    eventsAdded: 0,
    repeated: 406_829,
  });
});

test("Online Retail: the tags of the example have the members that were counted independently", async (context) => {
  sharedFile(context, "online_retail.parquet");
  await ask(retail, "apply", example("tags.yaml"), "--yes", ...AS_OF);
  const { items } = await ask<{ items: readonly { code: string; members: number }[] }>(retail, "tag", "list");
  const members = Object.fromEntries(items.map((tag) => [tag.code, tag.members]));
  expect(members).toMatchObject({ good_customer: 1633, top_customer: 263, regular: 1115, silent: 1482 });
  expect(await ask(retail, "count", "优质客户 且 非 近期沉默")).toMatchObject({ count: 1633 - members["at_risk"]! });
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
  const importing = ["import", sharedFile(context, "CDNOW_master.txt"), "--mapping", "cdnow.yaml"];
  expect(await ask(cdnow, ...importing)).toMatchObject({
    read: 69_659,
    accepted: 69_659,
    skipped: 0,
    customersCreated: 23_570,
    eventsAdded: 69_659,
  });
  expect(await ask(cdnow, ...importing)).toMatchObject({ accepted: 69_659, eventsAdded: 0, repeated: 69_659 });
  await ask(cdnow, "apply", "cdnow-tags.yaml", "--yes");
  const { items } = await ask<{ items: readonly { code: string; members: number }[] }>(cdnow, "tag", "list");
  expect(Object.fromEntries(items.map(({ code, members }) => [code, members]))).toEqual({ often: 3925, much: 734 });
});
