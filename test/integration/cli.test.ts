import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createKey } from "../../src/access/index.ts";
import { localTransport } from "../../src/app/index.ts";
import type { Role } from "../../src/contract/index.ts";
import { runCli } from "../../src/cli/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { testDirectory } from "../support/directory.ts";

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

const files = testDirectory("cli");
const file = (name: string) => join(files.path, name);
let opened: TestApp;
let url: string;
let key: string;

const READING = [
  ["tag", "list"],
  ["tag", "list", "--q", "客户"],
  ["tag", "show", "big_spender"],
  ["tag", "show", "活跃度"],
  ["tag", "show", "spend"],
  ["override", "list", "big_spender"],
  ["rule", "preview", file("draft.yaml"), "--tag", "big_spender", "--as-of", AS_OF],
  ["customer", "history", "crm:2"],
  ["tag", "history", "big_spender"],
  ["count", "big_spender", "--members-at", "2100-01-01"],
  ["customer", "list"],
  ["customer", "list", "--where", "大客户 或 in_shanghai", "--limit", "2"],
  ["customer", "show", "crm:1"],
  ["customer", "events", "crm:1"],
  ["why", "crm:1", "big_spender", "--as-of", AS_OF],
  ["why", "crm:2", "大客户", "--as-of", "2025-05-10"],
  ["count", "上海客户 且 非 大客户", "--as-of", AS_OF],
  ["segment", "list"],
  ["segment", "show", "重点"],
  ["import", "list"],
  ["catalogue", "show"],
  ["overview"],
  ["export", "--where", "in_shanghai", "--columns", "customer,name,identity.crm,attribute.city,tag.big_spender,tags"],
  ["export", "--format", "jsonl"],
] as const;

/** Wrong in many ways: the errors are the same too. */
const WRONG = [
  ["tag", "show", "big_spendr"],
  ["customer", "show", "crm:none"],
  ["count", "大客户 and ("],
  ["count", "大客户 and 小客户"],
  ["why", "crm:1", "big_spender", "--as-of", "yesterday"],
  ["segment", "show", "none"],
  ["export", "--columns", "nmae"],
  ["apply", file("wrong.yaml"), "--yes"],
  ["tag", "assign", "big_spender", "crm:1"],
  ["override", "set", "crm:1", "vip", "in", "--reason", "x"],
  ["override", "set", "crm:1", "activity", "in", "--reason", "x"],
  ["override", "remove", "crm:1", "big_spender"],
  ["tag", "backtest", "vip"],
  ["rule", "preview", file("wrongDraft.yaml")],
] as const;

beforeAll(async () => {
  opened = await openTestApp();
  // Without what the server does in the background: between two askings nothing changes.
  url = await opened.server.listen({ host: "127.0.0.1", port: 0 });
  key = await keyOf("administrator");
  writeFileSync(file("orders.csv"), ORDERS);
  writeFileSync(file("mapping.yaml"), MAPPING);
  writeFileSync(file("tags.yaml"), TAGS);
  writeFileSync(file("draft.yaml"), "rule: { all: [{ event: Order Completed }, { attribute: city, is: 上海 }] }\n");
  writeFileSync(file("wrongDraft.yaml"), "rule:\n  all:\n    - { event: Order Complete }\n");
  writeFileSync(file("wrong.yaml"), "tags:\n  - code: Wrong\n  - code: right\n    rule: { event: Order Complete, is: '>= x' }\n");
});
afterAll(async () => {
  await opened?.close();
  files.remove();
});

async function keyOf(role: Role): Promise<string> {
  return (await createKey({ ctx: opened.ctx, input: { name: role, role } })).secret;
}

/** Runs one line; `connect` as runCli takes it. */
async function line(argv: readonly string[], env: NodeJS.ProcessEnv, connect?: Parameters<typeof runCli>[1]) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const signal = new AbortController().signal;
  const output = Promise.all([buffer(stdout), text(stderr)]);
  const code = await runCli({ argv, env: { LANG: "en_US.UTF-8", ...env }, cwd: files.path, stdin, stdout, stderr, signal }, connect);
  stdout.end();
  stderr.end();
  const [bytes, err] = await output;
  return { code, out: bytes.toString(), err, bytes };
}

/** As with --data: the API inside the process. */
function here(...argv: readonly string[]) {
  const { app } = opened;
  return line(argv, { TAGWISE_DATA: app.config.dataDir }, () => ({ transport: async () => localTransport(app), close: async () => {} }));
}

/** As with --url: the same app over HTTP. */
function there(...argv: readonly string[]) {
  return line(argv, { TAGWISE_URL: url, TAGWISE_KEY: key });
}

test("a file is imported, rows left out are counted with their reasons, and again it adds nothing", async () => {
  const importing = ["import", file("orders.csv"), "--mapping", file("mapping.yaml"), "--json"] as const;
  const first = await here(...importing);
  expect(first.err).toBe("");
  expect(JSON.parse(first.out)).toMatchObject({ read: 6, accepted: 4, skipped: 2, customersCreated: 3, eventsAdded: 4 });
  expect(JSON.parse((await here(...importing)).out)).toMatchObject({ accepted: 4, customersCreated: 0, eventsAdded: 0, repeated: 4 });
  expect(JSON.parse((await there(...importing)).out)).toMatchObject({ accepted: 4, customersCreated: 0, eventsAdded: 0, repeated: 4 });
});

test("what flags say of the columns is what a mapping file says", async () => {
  const flags = ["--event", "Order Completed", "--time", "day", "--timezone", "Asia/Shanghai", "--identity", "crm=id"];
  const names = ["--attribute", "name=name", "--attribute", "city=city"];
  const properties = ["--property", "order_id=order", "--property", "quantity=qty", "--property", "amount=qty * price"];
  const { out } = await there("import", file("orders.csv"), ...flags, ...names, ...properties, "--json");
  expect(JSON.parse(out)).toMatchObject({ accepted: 4, repeated: 4, eventsAdded: 0 });
});

test("tags are applied only on confirmation", async () => {
  const asked = await here("apply", file("tags.yaml"), "--as-of", AS_OF);
  expect(asked).toMatchObject({ code: 2, err: expect.stringContaining("--yes") });
  expect(asked.out).toMatch(/^\+ +Big spender +big_spender +rule +0 +1 +\+1 +0$/m);
  expect(JSON.parse((await here("tag", "list", "--json")).out)).toMatchObject({ items: [] });
  expect(await here("apply", file("tags.yaml"), "--yes", "--as-of", AS_OF)).toMatchObject({ code: 0 });
  const { items } = JSON.parse((await here("tag", "list", "--json")).out) as { items: { code: string; members: number }[] };
  expect(Object.fromEntries(items.map(({ code, members }) => [code, members]))).toMatchObject({
    big_spender: 1,
    in_shanghai: 2,
    activity: 3,
    spend: 3,
    vip: 0,
  });
});

test("a document applied again changes nothing and asks nothing", async () => {
  const again = await there("apply", file("tags.yaml"), "--as-of", AS_OF);
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining("0 new, 0 changed, 0 removed, 5 unchanged") });
});

test("a document's errors are led to the lines of its file, all at once", async () => {
  const { code, err } = await here("apply", file("wrong.yaml"), "--yes");
  expect(code).toBe(3);
  expect(err).toContain("wrong.yaml:2:11 tags[0].code");
  expect(err).toContain("wrong.yaml:4:20 tags[1].rule.event");
  expect(err).toContain("Order Completed");
});

test("a static tag is put on and taken off, a segment saved and deleted", async () => {
  expect(JSON.parse((await here("tag", "assign", "vip", "crm:1", "crm:2", "--json")).out)).toMatchObject({
    entered: 2,
    left: 0,
    members: 2,
  });
  expect(JSON.parse((await there("tag", "unassign", "贵宾", "crm:2", "--json")).out)).toMatchObject({ entered: 0, left: 1, members: 1 });
  expect(await here("segment", "save", "重点", "大客户 或 贵宾")).toMatchObject({ code: 0 });
  expect(await there("segment", "save", "其他", "vip")).toMatchObject({ code: 0 });
  expect(await there("segment", "delete", "其他")).toMatchObject({ code: 0 });
});

test("a backtest says the same both ways; how far it is goes to stderr", async () => {
  const argv = ["tag", "backtest", "big_spender", "--months", "2", "--as-of", AS_OF, "--lang", "en"] as const;
  const local = await here(...argv);
  expect(local).toMatchObject({ code: 0, out: expect.stringMatching(/^2025-05 +1 /m) });
  expect((await there(...argv)).out).toBe(local.out);
});

test("a customer is overridden into a rule tag and let go; why and the lists say so", async () => {
  const overridden = await here("override", "set", "crm:2", "big_spender", "in", "--reason", "线下大单", "--until", "2100-01-01", "--json");
  expect(JSON.parse(overridden.out)).toMatchObject({ tag: "big_spender", member: true, entered: 1, left: 0 });
  expect((await there("why", "crm:2", "大客户", "--as-of", AS_OF)).out).toMatch(/set by person .*override, always: 线下大单/);
  expect((await there("override", "list", "big_spender")).out).toMatch(/钱二 +always +线下大单/);
  expect((await here("customer", "show", "crm:2")).out).toMatch(/^always +Big spender +线下大单/m);
  expect((await there("override", "remove", "crm:2", "big_spender", "--lang", "zh")).out).toMatch(/没有 big_spender.*离开 1/);
  expect((await here("customer", "history", "crm:2", "--tag", "大客户", "--lang", "zh")).out).toMatch(
    /离开.*手动指定[\s\S]*进入.*手动指定/,
  );
  expect(await here("override", "set", "crm:2", "big_spender", "in")).toMatchObject({ code: 2, err: expect.stringContaining("--reason") });
  expect(await there("override", "set", "crm:2", "big_spender", "above", "--reason", "x")).toMatchObject({ code: 2 });
});

test.for(named(READING))("%s: the same both ways, in both languages, and as JSON", async ([, argv]) => {
  for (const more of [[], ["--lang", "zh"], ["--json"]]) {
    const local = await here(...argv, ...more);
    expect(local).toMatchObject({ code: 0, out: expect.stringMatching(/./) });
    expect(await there(...argv, ...more)).toEqual(local);
  }
});

test.for(named(WRONG))("%s: the same error both ways, in both languages, and as JSON", async ([, argv]) => {
  for (const more of [[], ["--lang", "zh"], ["--json"]]) {
    const local = await here(...argv, ...more);
    expect(local).toMatchObject({ out: "", err: expect.stringMatching(/./) });
    expect([3, 5, 6]).toContain(local.code);
    expect(await there(...argv, ...more)).toEqual(local);
  }
});

function named<T extends readonly string[]>(lines: readonly T[]): (readonly [string, T])[] {
  return lines.map((argv) => [argv.join(" ").replace(files.path, ""), argv] as const);
}

test("commands answer what was asked", async () => {
  expect(JSON.parse((await here("count", "上海客户 且 非 大客户", "--as-of", AS_OF, "--json")).out)).toMatchObject({
    count: 1,
    customers: 3,
  });
  const previewed = await here("rule", "preview", file("draft.yaml"), "--lang", "en");
  expect(previewed.out).toMatch(/^2 {2}66.7 % of 3 customers[\s\S]*all of +2 +66.7 %[\s\S]*crm:1 +✓[\s\S]*misses /);
  expect((await here("rule", "preview", file("wrongDraft.yaml"))).err).toContain("wrongDraft.yaml:3:16");
  expect((await here("why", "crm:1", "big_spender", "--as-of", AS_OF)).out).toMatch(/^✓ Big spender/);
  expect((await here("why", "crm:1", "大客户", "--as-of", "2025-05-10")).out).toMatch(/^✗ Big spender/);
  expect(await here("count", "大客户 and (")).toMatchObject({
    code: 3,
    err: expect.stringContaining(`  大客户 and (\n  ${" ".repeat(12)}^`),
  });
  expect(await here("tag", "show", "big_spendr", "--lang", "zh")).toMatchObject({ code: 5, err: expect.stringContaining("big_spender") });
  expect(await here("tag", "assign", "big_spender", "crm:1")).toMatchObject({ code: 6 });
});

test("the rows an import left out come with their reasons", async () => {
  const [{ id }] = JSON.parse((await here("import", "list", "--json")).out).items;
  const [local, remote] = [await here("import", "bad-rows", id), await there("import", "bad-rows", id)];
  expect(remote).toEqual(local);
  expect(local.out).toContain("not a day");
});

test("without a key, with a wrong one, with too small a role: not allowed", async () => {
  const asking = (argv: readonly string[], given: string | undefined) => line(argv, { TAGWISE_URL: url, TAGWISE_KEY: given });
  expect(await asking(["tag", "list"], undefined)).toMatchObject({ code: 4, err: expect.stringContaining("--key") });
  expect(await asking(["tag", "list"], "tw_wrong")).toMatchObject({ code: 4 });
  const refused = await asking(["apply", file("tags.yaml")], await keyOf("read-only"));
  expect(refused).toMatchObject({ code: 4, err: expect.stringContaining("tag.edit") });
});

test("an export goes whole into its file, or the file stays as it was", async () => {
  writeFileSync(file("out.csv"), "before");
  expect(await there("export", "--columns", "nmae", "-o", "out.csv")).toMatchObject({ code: 3 });
  expect(readFileSync(file("out.csv"), "utf8")).toBe("before");
  expect(await there("export", "-o", "out.csv", "--columns", "customer")).toMatchObject({ code: 0, out: "" });
  expect(readFileSync(file("out.csv"), "utf8").trim().split(/\r?\n/)).toHaveLength(4);
  expect(await there("export", "-o", "no/such/out.csv")).toMatchObject({ code: 7 });
  const [local, remote] = [await here("export", "--format", "parquet"), await there("export", "--format", "parquet")];
  expect(local.bytes.subarray(0, 4).toString()).toBe("PAR1");
  expect(remote.bytes.equals(local.bytes)).toBe(true);
});

test("keys are made, listed and revoked", async () => {
  const { key: made } = JSON.parse((await there("key", "create", "k", "--json")).out) as { key: { id: string } };
  expect((await here("key", "list")).out).toContain(made.id);
  expect(await there("key", "revoke", made.id)).toMatchObject({ code: 0 });
  expect(await here("key", "revoke", "none")).toMatchObject({ code: 5 });
});
