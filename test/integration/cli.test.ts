import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cli, serveCli, startCli, type Ended, type Serving } from "../support/cli.ts";
import { testDirectory, testStores, type TestStores } from "../support/stores.ts";

const ORDERS = `id,name,city,day,order,qty,price
1,赵一,上海,2025-05-01 10:00,A1,2,100
1,赵一,上海,2025-05-20 10:00,A2,1,900.50
2,钱二,杭州,2025-05-02 09:30,A3,1,20
3,孙三,上海,2025-01-05 12:00,A4,3,5
,nobody,北京,2025-05-03 08:00,A5,1,1
4,李四,北京,not a day,A6,1,1
`;
const MAPPING = `event: Order Completed
time: day
timezone: Asia/Shanghai
identities: { crm: id }
attributes: { name: name, city: city }
properties: { order_id: order, quantity: qty, amount: qty * price }
`;
const TAGS = `tags:
  - code: big_spender
    name: { zh: 大客户, en: Big spender }
    group: 价值
    color: gold
    rule: { event: Order Completed, measure: { sum: amount }, is: ">= 1000" }
  - code: in_shanghai
    name: { zh: 上海客户, en: In Shanghai }
    rule: { attribute: city, is: 上海 }
  - code: activity
    name: { zh: 活跃度, en: Activity }
    values:
      - { value: 活跃, rule: { event: Order Completed, since: 2025-04-01 } }
    default: 沉默
  - code: spend
    name: { zh: 消费额, en: Spend }
    unit: CNY
    value: { event: Order Completed, measure: { sum: amount } }
  - code: vip
    name: { zh: 贵宾, en: VIP }
`;
const AS_OF = "2025-06-01T00:00:00+08:00";

let stores: TestStores;
let server: Serving;
let key: string;
const files = testDirectory("cli");
const file = (name: string) => join(files.path, name);
/** Beside a data directory: the stores of the lane. */
let lane: NodeJS.ProcessEnv;
/** What each command said, opened locally. */
const local = new Map<string, Ended>();

const READING = [
  ["tags"],
  ["tags", "--q", "客户"],
  ["tag", "big_spender"],
  ["tag", "活跃度"],
  ["tag", "spend"],
  ["customers"],
  ["customers", "--where", "大客户 或 in_shanghai", "--limit", "2"],
  ["customer", "crm:1"],
  ["events", "crm:1"],
  ["why", "crm:1", "big_spender", "--as-of", AS_OF],
  ["why", "crm:2", "大客户", "--as-of", "2025-05-10"],
  ["count", "上海客户 且 非 大客户", "--as-of", AS_OF],
  ["segments"],
  ["segment", "show", "重点"],
  ["imports"],
  ["catalogue"],
  ["overview"],
  ["export", "--where", "in_shanghai", "--columns", "customer,name,identity.crm,attribute.city,tag.big_spender,tags"],
  ["export", "--format", "jsonl"],
  ["key", "list"],
  // Wrong in many ways: the errors are the same too.
  ["tag", "big_spendr"],
  ["customer", "crm:none"],
  ["count", "大客户 and ("],
  ["count", "大客户 and 小客户"],
  ["why", "crm:1", "big_spender", "--as-of", "yesterday"],
  ["segment", "show", "none"],
  ["export", "--columns", "nmae"],
  ["apply", "wrong.yaml", "--yes"],
  ["assign", "big_spender", "crm:1"],
] as const;

beforeAll(async () => {
  stores = await testStores();
  lane = {
    ...(stores.databaseUrl && { DATABASE_URL: stores.databaseUrl }),
    ...(stores.clickhouseUrl && { CLICKHOUSE_URL: stores.clickhouseUrl }),
  };
  writeFileSync(file("orders.csv"), ORDERS);
  writeFileSync(file("mapping.yaml"), MAPPING);
  writeFileSync(file("tags.yaml"), TAGS);
  writeFileSync(file("wrong.yaml"), "tags:\n  - code: Wrong\n  - code: right\n    rule: { event: Order Complete, is: '>= x' }\n");
});
afterAll(async () => {
  await server?.stop();
  await stores.remove();
  files.remove();
});

function here(argv: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return cli(argv, { cwd: files.path, env: { ...lane, TAGWISE_DATA: stores.dataDir, ...env } });
}

function there(argv: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return cli(argv, { cwd: files.path, env: { TAGWISE_URL: server.url, TAGWISE_KEY: key, ...env } });
}

test("a file is imported, rows left out are counted with their reasons, and again it adds nothing", async () => {
  const first = await here(["import", "orders.csv", "--mapping", "mapping.yaml", "--json"]);
  expect(first.err).toBe("");
  expect(JSON.parse(first.out)).toMatchObject({ read: 6, accepted: 4, skipped: 2, customersCreated: 3, eventsAdded: 4 });
  const again = await here(["import", "orders.csv", "--mapping", "mapping.yaml", "--json"]);
  expect(JSON.parse(again.out)).toMatchObject({ accepted: 4, customersCreated: 0, eventsAdded: 0, repeated: 4 });
});

test("tags are applied only on confirmation", async () => {
  const asked = await here(["apply", "tags.yaml", "--as-of", AS_OF]);
  expect(asked).toMatchObject({ code: 2, err: expect.stringContaining("--yes") });
  expect(asked.out).toMatch(/^\+ +Big spender +big_spender +rule +0 +1 +\+1 +0$/m);
  expect(JSON.parse((await here(["tags", "--json"])).out)).toMatchObject({ items: [] });
  const done = await here(["apply", "tags.yaml", "--yes", "--as-of", AS_OF]);
  expect(done).toMatchObject({ code: 0 });
  expect(
    JSON.parse((await here(["tags", "--json"])).out).items.map(({ code, members }: { code: string; members: number }) => [code, members]),
  ).toEqual(
    expect.arrayContaining([
      ["big_spender", 1],
      ["in_shanghai", 2],
      ["spend", 3],
      ["vip", 0],
    ]),
  );
});

test("a document's errors are led to the lines of its file, all at once", async () => {
  const { code, err } = await here(["apply", "wrong.yaml", "--yes"]);
  expect(code).toBe(3);
  expect(err).toContain("wrong.yaml:2:11 tags[0].code");
  expect(err).toContain("wrong.yaml:4:20 tags[1].rule.event");
  expect(err).toContain("Order Completed");
});

test("a static tag is put on and taken off, a segment saved", async () => {
  expect(JSON.parse((await here(["assign", "vip", "crm:1", "crm:2", "--json"])).out)).toEqual({ entered: 2, left: 0, members: 2 });
  expect(JSON.parse((await here(["unassign", "贵宾", "crm:2", "--json"])).out)).toEqual({ entered: 0, left: 1, members: 1 });
  expect(await here(["segment", "save", "重点", "大客户 或 贵宾"])).toMatchObject({ code: 0 });
});

test("every reading command answers locally, with JSON and without", async () => {
  key = (await here(["key", "create", "test", "--role", "admin"])).out.trim();
  for (const argv of READING) {
    for (const line of [argv, [...argv, "--json"], [...argv, "--lang", "zh"]]) local.set(line.join(" "), await here(line));
  }
  expect(local.get("tags")).toMatchObject({ code: 0, err: expect.stringContaining("5 tags, 3 customers") });
  expect(JSON.parse(local.get(`count 上海客户 且 非 大客户 --as-of ${AS_OF} --json`)!.out)).toMatchObject({ count: 1, customers: 3 });
  expect(local.get(`why crm:1 big_spender --as-of ${AS_OF}`)!.out).toMatch(/^✓ Big spender/);
  expect(local.get("why crm:2 大客户 --as-of 2025-05-10")!.out).toMatch(/^✗ Big spender/);
  expect(local.get("count 大客户 and (")).toMatchObject({ code: 3, err: expect.stringContaining(`  大客户 and (\n  ${" ".repeat(12)}^`) });
  expect(local.get("count 大客户 and 小客户")).toMatchObject({ code: 3 });
  expect(local.get("tag big_spendr --lang zh")).toMatchObject({ code: 5, err: expect.stringContaining("big_spender") });
  expect(local.get("assign big_spender crm:1")).toMatchObject({ code: 6 });
  expect(local.get("export --columns nmae")).toMatchObject({ code: 3, out: "" });
});

test("a server that holds the directory is named, with the way to reach it", async () => {
  server = await serveCli({ env: { ...lane, TAGWISE_DATA: stores.dataDir } });
  const refused = await here(["tags"]);
  expect(refused.code).toBe(6);
  expect(refused.err).toContain(`--url ${server.url}`);
});

test("every command says the same through a server, byte for byte", async () => {
  for (const [line, { code, out, err }] of local) {
    // The list of keys shows when each was last used: through the server, just now.
    if (line.startsWith("key list")) continue;
    const argv = READING.flatMap((words) => [[...words], [...words, "--json"], [...words, "--lang", "zh"]]).find(
      (words) => words.join(" ") === line,
    )!;
    const answer = await there(argv);
    expect({ line, code: answer.code, out: answer.out, err: answer.err }).toEqual({ line, code, out, err });
  }
});

test("through a server a file is uploaded, imported and reported alike", async () => {
  writeFileSync(file("more.csv"), ORDERS.replaceAll("A", "B"));
  const report = JSON.parse((await there(["import", "more.csv", "--mapping", "mapping.yaml", "--json"])).out);
  expect(report).toMatchObject({ file: "more.csv", read: 6, accepted: 4, skipped: 2, customersCreated: 0, eventsAdded: 4 });
  const bad = await there(["bad-rows", report.id]);
  expect(bad.out).toContain("not a day");
  expect(await there(["evaluate"])).toMatchObject({ code: 0, out: expect.stringMatching(/^evaluated \d tags in /) });
});

test("without a key, with a wrong one, with too small a role: not allowed", async () => {
  expect(await there(["tags"], { TAGWISE_KEY: "" })).toMatchObject({ code: 4, err: expect.stringContaining("--key") });
  expect(await there(["tags"], { TAGWISE_KEY: "tw_wrong" })).toMatchObject({ code: 4 });
  const viewer = (await there(["key", "create", "v", "--role", "viewer"])).out.trim();
  expect(await there(["apply", "tags.yaml"], { TAGWISE_KEY: viewer })).toMatchObject({ code: 4, err: expect.stringContaining("tag.edit") });
});

test("an export goes whole into its file, or the file stays as it was", async () => {
  writeFileSync(file("out.csv"), "before");
  expect(await there(["export", "--columns", "nmae", "-o", "out.csv"])).toMatchObject({ code: 3 });
  expect(readFileSync(file("out.csv"), "utf8")).toBe("before");
  expect(await there(["export", "-o", "out.csv", "--columns", "customer"])).toMatchObject({ code: 0, out: "" });
  expect(readFileSync(file("out.csv"), "utf8").trim().split(/\r?\n/)).toHaveLength(4);
  expect(await there(["export", "-o", "no/such/out.csv"])).toMatchObject({ code: 7 });
  const parquet = await there(["export", "--format", "parquet"]);
  expect(parquet.bytes.subarray(0, 4).toString()).toBe("PAR1");
});

test("a reader that goes away is not an error", async () => {
  const child = startCli(["export", "--format", "jsonl"], { env: { TAGWISE_URL: server.url, TAGWISE_KEY: key } });
  child.stdout.destroy();
  expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
});

test("Ctrl-C ends the server cleanly, and the directory is free again", async () => {
  expect(await server.stop()).toBe(0);
  expect(await here(["tags"])).toMatchObject({ code: 0 });
});
