import { Workbook } from "@cj-tech-master/excelts";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { InjectOptions } from "fastify";
import type { TagDictionary } from "../../src/contract/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

let tagwise: TestApp;
let now = Date.parse("2026-03-31T15:00:00Z");

beforeAll(async () => {
  tagwise = await openTestApp({ clock: () => now, env: { TAGWISE_TIMEZONE: "Asia/Shanghai" } });
  await send("a", 3);
  await send("b", 1);
  await apply([
    {
      code: "vip",
      name: { zh: "=贵宾", en: "=VIP" },
      group: "价值/[等级]",
      owner: "运营",
      criteria: "# 消费\n<b>多</b>",
      aliases: ["大客户"],
    },
    { code: "buyer", name: "买过", rule: ORDERS(">= 1") },
    {
      code: "level",
      name: "层级",
      values: [{ value: "高", rule: ORDERS(">= 3") }],
      default: "低",
    },
    { code: "secret", name: "机密名单", group: "密", rule: ORDERS(">= 1") },
    { code: "short_lived", name: "昙花" },
  ]);
});
afterAll(() => tagwise.close());

const ORDERS = (is: string) => ({ event: "Order Completed", is });
const ask = (method: InjectOptions["method"], path: string, payload?: object) =>
  tagwise.ask("administrator", { method: method!, url: `/api${path}`, ...(payload && { payload }) });
async function apply(tags: readonly object[]): Promise<void> {
  const { job } = (await ask("POST", "/tags/apply", { document: { tags } })).json<{ job: string }>();
  expect(await tagwise.ended(job)).toMatchObject({ problem: null, state: "done" });
}
async function send(crm: string, times: number): Promise<void> {
  const events = Array.from({ length: times }, (_, index) => ({
    id: `${crm}${index}`,
    event: "Order Completed",
    identities: { crm },
    time: "2026-01-01T00:00:00Z",
  }));
  expect((await ask("POST", "/events", { events })).statusCode).toBe(200);
}
const read = async () => (await ask("GET", "/tag-dictionary")).json<TagDictionary>();
const entry = async (code: string) => (await read()).items.find((item) => item.code === code);

test("each tag is explained: sentence, tiers, criteria, owner, members, in the order of the tree", async () => {
  const { items, customers } = await read();
  expect(customers).toBe(2);
  expect(items.map(({ code }) => code)).toEqual(["buyer", "level", "short_lived", "vip", "secret"]);
  const [buyer, level, , vip] = items;
  expect(buyer).toMatchObject({ members: 2, values: [], criteria: null });
  expect(buyer!.sentence!.zh).toMatch(/完成订单/);
  expect(level!.sentence).toBeNull();
  expect(level!.values).toMatchObject([
    { value: "高", sentence: { zh: expect.stringContaining("3") } },
    { value: "低", sentence: null },
  ]);
  expect(vip).toMatchObject({ owner: "运营", criteria: "# 消费\n<b>多</b>", aliases: ["大客户"], sentence: null, members: 0 });
});

test("a month later it says what changed since the month began, and a change of tier is no move", async () => {
  const day = /^2026-03-31 新建/;
  expect((await entry("buyer"))!.month).toMatchObject({ entered: 2, left: 0, changes: [{ zh: expect.stringMatching(day) }] });
  // In Shanghai it is the first of April at once.
  now = Date.parse("2026-03-31T16:00:00Z");
  expect(await read()).toMatchObject({ since: "2026-03-31T16:00:00.000Z", retired: [] });
  expect((await entry("buyer"))!.month).toEqual({ entered: 0, left: 0, changes: [] });
  now = Date.parse("2026-04-03T00:00:00Z");
  await apply([
    { code: "buyer", name: "买过", rule: ORDERS(">= 2") },
    { code: "level", name: "层级", values: [{ value: "高", rule: ORDERS(">= 1") }], default: "低" },
  ]);
  const { month, members } = (await entry("buyer"))!;
  expect(members).toBe(1);
  expect(month).toMatchObject({ entered: 0, left: 1, changes: [{ zh: expect.stringMatching(/^2026-04-03 规则改为第 2 版/) }] });
  expect((await entry("level"))!.month).toMatchObject({ entered: 0, left: 0 });
  expect((await ask("PATCH", "/tags/vip", { revision: 1, criteria: "年消费一万元" })).statusCode).toBe(200);
  expect((await entry("vip"))!.month.changes).toEqual([{ zh: "2026-04-03 名称或说明有修改", en: "2026-04-03 name or words changed" }]);
  expect((await ask("POST", "/tags/short_lived/retire")).statusCode).toBe(200);
  const after = await read();
  expect(after.items.map(({ code }) => code)).not.toContain("short_lived");
  expect(after.retired).toMatchObject([{ code: "short_lived", name: { zh: "昙花" } }]);
});

test("Markdown shows names as they are, whatever signs they hold, in either language", async () => {
  const zh = await ask("GET", "/tag-dictionary/export?lang=zh");
  expect(zh.headers["content-type"]).toMatch(/^text\/markdown/);
  expect(decodeURIComponent(String(zh.headers["content-disposition"]))).toContain("标签字典.md");
  expect(zh.body).toContain("# 标签字典\n\n2026-04-03 · 4 个标签 · 2 位客户");
  expect(zh.body).toContain("## 价值 / \\[等级\\]\n\n### \\=贵宾\n\nvip · 静态标签 · 已发布");
  expect(zh.body).toContain("- 口径：年消费一万元");
  expect(zh.body).toContain("> - 低：其余客户");
  expect(zh.body).toContain("## 本月停用\n\n- 昙花 (short\\_lived) 2026-04-03");
  const en = await ask("GET", "/tag-dictionary/export?lang=en");
  expect(en.body).toContain("### \\=VIP");
  expect(en.body).toMatch(/- Members: 1; 0 entered and 1 left this month/);
});

test("Excel has a row for each tag, and a name that looks like a formula is a text", async () => {
  const { rawPayload, headers } = await ask("GET", "/tag-dictionary/export?format=xlsx&lang=zh");
  expect(headers["content-type"]).toContain("spreadsheetml");
  const book = new Workbook();
  await book.xlsx.load(rawPayload);
  const sheet = book.worksheets[0]!;
  expect(sheet.name).toBe("标签字典");
  expect(sheet.rowCount).toBe(5);
  const vip = sheet.getRow(4);
  expect([1, 2, 3].map((column) => vip.getCell(column).value)).toEqual(["价值/[等级]", "=贵宾", "vip"]);
  expect(vip.getCell(2).formula).toBeUndefined();
});

test("whoever may not export reads the page and gets no file", async () => {
  expect((await tagwise.ask("read-only", { url: "/api/tag-dictionary" })).statusCode).toBe(200);
  expect((await tagwise.ask("read-only", { url: "/api/tag-dictionary/export" })).statusCode).toBe(403);
  expect((await tagwise.ask(null, { url: "/api/tag-dictionary" })).statusCode).toBe(401);
});
