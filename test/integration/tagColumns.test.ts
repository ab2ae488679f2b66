import { sql } from "../../src/engine/index.ts";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TemplateKind } from "../../src/contract/index.ts";
import type { IncomingEvent } from "../../src/customers/index.ts";
import { importFile, listImports, makeTemplate, previewFile, undoImport } from "../../src/imports/index.ts";
import { listProducts } from "../../src/products/index.ts";
import { sendMessages } from "../support/sendMessages.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { assignTag, IMPORTED } from "../../src/assignments/index.ts";
import { customerHistory } from "../../src/membership/index.ts";
import { evaluateTags } from "../../src/updates/index.ts";
import { loadTags } from "../../src/tags/index.ts";
import { openImporting, type Importing } from "../support/importing.ts";

let to: Importing;
const tagging = IMPORTED;

beforeAll(async () => {
  to = await openImporting();
  await applyTags({
    ctx: to.ctx,
    input: {
      prune: false,
      document: {
        tags: [
          { code: "vip", name: { zh: "大客户", en: "Key account" }, kind: "static" },
          { code: "regular", name: { zh: "老客户", en: "Regular" }, kind: "static" },
          {
            code: "rich",
            name: { zh: "高消费", en: "Big spender" },
            rule: { event: "Order Completed", measure: { sum: "amount" }, is: ">= 100" },
          },
          {
            code: "level",
            name: { zh: "等级", en: "Level" },
            kind: "tiered",
            values: [
              { value: "金", rule: { event: "Order Completed", measure: { sum: "amount" }, is: ">= 100" } },
              { value: "银", rule: { event: "Order Completed" } },
            ],
          },
        ],
      },
    },
  });
});
afterAll(() => to.engine.close());

/** Brings a file in, tags and all. */
function bring(name: string, content: string | Buffer, more: { mapping?: object; createTags?: boolean } = {}) {
  return importFile({ ctx: to.ctx, tagging, input: { path: to.file(name, content), ...more } });
}

/** Who has what: the tags (and tiers) of each customer by the identity given. */
async function tagsOf(...refs: string[]): Promise<string[][]> {
  const { tags } = await loadTags({ ctx: to.ctx });
  const rows = await to.ctx.facts.rows<{ tag: number; value: string; customers: number[] }>(
    sql`SELECT tag, value, bitmapToArray(customers) AS customers FROM members FINAL ORDER BY tag, value`,
  );
  return Promise.all(
    refs.map(async (ref) => {
      const customer = await findCustomer({ ctx: to.ctx, input: ref });
      return rows
        .filter(({ customers }) => customers.includes(customer))
        .map(({ tag, value }) => `${[...tags.values()].find(({ id }) => id === tag)!.code}${value && `:${value}`}`);
    }),
  );
}

test("a filled-in template of every kind, in either language, is known by its headings and imported as it stands", async () => {
  for (const [index, kind] of TemplateKind.options.entries()) {
    const paths = await Promise.all(
      (["zh", "en"] as const).map(async (lang) => {
        const { stream } = await makeTemplate({ ctx: to.ctx, tagging, input: { kind, lang } });
        const path = to.file(`${kind}-${lang}.xlsx`, await buffer(stream));
        const preview = await previewFile({ ctx: to.ctx, input: { path } });
        expect(preview.columns.filter(({ by }) => by !== "name")).toEqual([]);
        const sheets = [expect.any(String), expect.any(String)];
        expect(preview).toMatchObject({ format: "xlsx", rowsAre: kind === "tags" ? "customers" : kind, sheets });
        return path;
      }),
    );
    const report = await importFile({ ctx: to.ctx, tagging, input: { path: paths[index % 2]! } });
    expect(report).toMatchObject({ read: 2, accepted: 2, skipped: 0, file: expect.stringMatching(/^\w+-(zh|en)\.xlsx$/) });
    await undoImport({ ctx: to.ctx, tagging, input: { import: report.id } });
  }
  expect(await to.counts()).toMatchObject({ events: 0, customers: 0, identities: 0, attribute_values: 0 });
});

test("a cell of tags holds several, by name or code, whatever separates them; unknown ones are all listed before anything is written", async () => {
  const before = await to.counts();
  const content =
    '手机号,标签\n13800000001,大客户、regular\n13800000002,"Key account; 新标签\n老客户"\n13800000003,VIP | 另一个,\n13800000004,\n';
  const failed = await bring("tags.csv", content.replace(",\n13800000004", "\n13800000004")).catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: "TAGS_UNKNOWN", params: { tags: ["另一个", "新标签"] } });
  expect(await to.counts()).toEqual(before);
  const report = await bring("tags.csv", content.replace(",\n13800000004", "\n13800000004"), { createTags: true });
  expect(report).toMatchObject({ accepted: 4, tagged: 7, tagsCreated: ["另一个", "新标签"] });
  const { tags } = await loadTags({ ctx: to.ctx });
  const made = [...tags.values()].filter(({ name }) => ["另一个", "新标签"].includes(name.zh));
  expect(made.map(({ kind }) => kind)).toEqual(["static", "static"]);
  const [another, fresh] = ["另一个", "新标签"].map((name) => made.find((tag) => tag.name.zh === name)!.code);
  expect(await tagsOf("phone:13800000001", "phone:13800000002", "phone:13800000003", "phone:13800000004")).toEqual([
    ["vip", "regular"],
    ["vip", "regular", fresh],
    ["vip", another],
    [],
  ]);
  expect(await bring("tags.csv", content.replace(",\n13800000004", "\n13800000004"))).toMatchObject({ tagged: 0, tagsCreated: [] });

  // Somebody else gives one of them to another customer, and takes another's away and gives it back: that is theirs.
  const person = await findCustomer({ ctx: to.ctx, input: "phone:13800000001" });
  await assignTag({ ctx: to.ctx, input: { tag: "vip", add: [], remove: [person] } });
  await assignTag({ ctx: to.ctx, input: { tag: "vip", add: [person], remove: [] } });
  const undone = await undoImport({ ctx: to.ctx, tagging, input: { import: report.id } });
  expect(undone).toMatchObject({ customers: 3, kept: 1, tagged: 6, tagsRetired: expect.arrayContaining([another, fresh]) });
  expect(await tagsOf("phone:13800000001")).toEqual([["vip"]]);
  const { items } = await listImports({ ctx: to.ctx, input: { limit: 50 } });
  expect(items.find(({ id }) => id === report.id)).toMatchObject({ state: "undone", undone: { by: "操作员", customers: 3 } });
  await expect(undoImport({ ctx: to.ctx, tagging, input: { import: report.id } })).rejects.toMatchObject({ code: "IMPORT_NOT_DONE" });
  await assignTag({ ctx: to.ctx, input: { tag: "vip", add: [], remove: [person] } });
});

test("where a rule decides otherwise the file overrides, tiers as name:value; undoing takes the overrides away and the rules decide again", async () => {
  await bring("orders.csv", "客户编号,订单号,金额,下单时间\na,1,150,2025-12-01\nb,2,10,2025-12-01\n");
  await evaluateTags({ ctx: to.ctx, input: {} });
  expect(await tagsOf("crm:a", "crm:b")).toEqual([["rich", "level:金"], ["level:银"]]);
  const report = await bring("levels.csv", "客户编号,标签\na,等级：金、高消费\nb,level=金\n");
  expect(report).toMatchObject({ tagged: 1 });
  expect(await tagsOf("crm:a", "crm:b")).toEqual([["rich", "level:金"], ["level:金"]]);
  await evaluateTags({ ctx: to.ctx, input: {} });
  expect(await tagsOf("crm:b")).toEqual([["level:金"]]);
  expect(await undoImport({ ctx: to.ctx, tagging, input: { import: report.id } })).toMatchObject({ tagged: 1, customers: 0 });
  expect(await tagsOf("crm:a", "crm:b")).toEqual([["rich", "level:金"], ["level:银"]]);
});

test("what an undone import moved says so", async () => {
  const orders = await bring("later.csv", "客户编号,订单号,金额,下单时间,标签\nb,9,500,2025-12-02,大客户\na,10,1,2025-12-02,老客户\n");
  await evaluateTags({ ctx: to.ctx, input: {} });
  const customer = await findCustomer({ ctx: to.ctx, input: "crm:b" });
  const kept = await findCustomer({ ctx: to.ctx, input: "crm:a" });
  await assignTag({ ctx: to.ctx, input: { tag: "regular", add: [kept], remove: [], reason: "确实是老客户" } });
  await undoImport({ ctx: to.ctx, tagging, input: { import: orders.id } });
  for (const tag of ["rich", "vip"]) {
    const { items } = await customerHistory({ ctx: to.ctx, input: { customer, tag, limit: 1 } });
    expect([tag, items[0]]).toMatchObject([tag, { move: "left", cause: "undo" }]);
  }
  // Somebody has given it a reason since.
  expect(await tagsOf("crm:a")).toContainEqual(expect.arrayContaining(["regular"]));
});

test("words that no file can give are told with what would be right", async () => {
  const failed = await bring("wrong.csv", "客户编号,标签\na,等级\nb,等级:铜\nc,大客户:1\n").catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: "INPUT_INVALID" });
  expect((failed as { issues: { code: string; path: string }[] }).issues.map(({ code, path }) => [code, path])).toEqual([
    ["TAG_WITHOUT_VALUES", "大客户:1"],
    ["TAG_VALUE_UNKNOWN", "等级"],
    ["TAG_VALUE_UNKNOWN", "等级:铜"],
  ]);
});

test("products fill in what the orders of a file leave out; the same file stays the same events; undone they are as before", async () => {
  const orders = "客户编号,订单号,商品SKU,下单时间,数量\np1,o1,S1,2025-10-01,2\np2,o2,S9,2025-10-02,1\n";
  const first = await bring("products.csv", "商品SKU,商品名称,商品品类,商品单价\nS1,纸尿裤,母婴,89.5\nS2,杯子,家居,\n,没有编号,家居,1\n");
  expect(first).toMatchObject({ read: 3, skipped: 1, productsAdded: 2, customersCreated: 0, reasons: [{ code: "SKU_MISSING" }] });
  expect(await bring("products.csv", "SKU,商品品类\nS1,母婴\nS2,餐具\n")).toMatchObject({ productsAdded: 1 });
  const report = await bring("lines.csv", orders);
  expect(report).toMatchObject({ eventsAdded: 2 });
  const lines = (await to.events()).filter(({ event }) => event === "Order Line");
  expect(lines).toMatchObject([
    { sku: "S1", title: "纸尿裤", category: "母婴", price: "89.5", quantity: "2" },
    { sku: "S9", quantity: "1" },
  ]);
  expect(lines[1]).not.toHaveProperty("category");
  const again = await undoImport({ ctx: to.ctx, tagging, input: { import: first.id } });
  expect(again).toMatchObject({ products: 2, customers: 0 });
  const later = await bring("lines.csv", orders);
  expect(later).toMatchObject({ eventsAdded: 0, repeated: 2 });
  // What a later file held too is gone with it, which is said with how much.
  const { warnings } = await undoImport({ ctx: to.ctx, tagging, input: { import: report.id } });
  expect(warnings).toMatchObject([{ en: expect.stringContaining(`#${later.id} (2)`) }]);
});

test("products fill in what messages leave out, as they are when it comes; what is said stands; the same message stays the same event", async () => {
  const at = Date.UTC(2025, 9, 10);
  const event = (name: string, properties: IncomingEvent["properties"], id?: string): IncomingEvent => ({
    event: name,
    identities: [{ platform: "crm", external: "f1" }],
    time: at,
    properties,
    ...(id !== undefined && { id }),
  });
  const viewed = event("Product Viewed", { product_id: "F1" });
  const tried = event("Sample Asked For", { sku: " F1 ", brand: "自己说的" });
  const ordered = event("Order Completed", { products: [{ sku: "F1", price: 1 }, { sku: "F2" }, { sku: "F9" }] }, "f-o1");
  const send = (events: readonly IncomingEvent[]) => sendMessages({ ctx: to.ctx, input: { events } });
  // Before anybody knows the products; it is not filled in later either.
  expect(await send([event("Product Viewed", { sku: "F1", quantity: 1 })])).toMatchObject({ eventsAdded: 1 });
  const products = { sku: "货", title: "名", brand: "牌", category: "类", price: "价" };
  await to.load("more.csv", "货,名,牌,类,价\nF1,奶粉,飞鹤,母婴,299.9\nF2,杯子,,家居,\n", { products });
  expect(await send([viewed, tried, ordered])).toMatchObject({ eventsAdded: 3, rejected: 0 });
  const seen = async () => (await to.events()).filter(({ time }) => String(time).startsWith("2025-10-10"));
  const [before, ...filled] = (await seen()).toSorted((a, b) => Number("quantity" in b) - Number("quantity" in a));
  expect(before).toHaveProperty("quantity");
  expect(before).not.toHaveProperty("category");
  expect(filled.find((one) => one["event"] === "Product Viewed")).toMatchObject({
    name: "奶粉",
    brand: "飞鹤",
    category: "母婴",
    price: "299.9",
  });
  expect(filled.find((one) => one["event"] === "Sample Asked For")).toMatchObject({
    name: "奶粉",
    brand: "自己说的",
    category: "母婴",
    price: "299.9",
  });
  expect(filled.find((one) => one["event"] === "Order Completed")).toMatchObject({
    "products[].name": ["奶粉", "杯子", null],
    "products[].category": ["母婴", "家居", null],
    "products[].price": ["1", null, null],
  });
  // What is known of a product since changes no event, and makes of none another.
  await bring("more.csv", "SKU,商品品类\nF1,食品\n");
  expect(await send([viewed, tried, ordered])).toMatchObject({ eventsAdded: 0, repeated: 3 });
  expect(await send([event("Product Viewed", { product_id: "F1", quantity: 2 })])).toMatchObject({ eventsAdded: 1 });
  expect((await seen()).find((one) => one["quantity"] === "2")).toMatchObject({ category: "食品" });
});

test("products are listed by SKU, page by page, and found by any of their words", async () => {
  const { ctx } = to;
  const all = await listProducts({ ctx, input: { q: "", limit: 500 } });
  const skus = all.items.map(({ sku }) => sku);
  expect(skus).toEqual(skus.toSorted());
  expect(all.total).toBe(skus.length);
  const paged: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await listProducts({ ctx, input: { limit: 2, cursor } });
    paged.push(...page.items.map(({ sku }) => sku));
    if (page.next === null) break;
    cursor = page.next;
  }
  expect(paged).toEqual(skus);
  expect((await listProducts({ ctx, input: { q: "飞鹤", limit: 5 } })).items).toMatchObject([
    { sku: "F1", title: "奶粉", brand: "飞鹤", category: "食品", price: "299.9" },
  ]);
  expect(await listProducts({ ctx, input: { q: "f2", limit: 5 } })).toMatchObject({
    total: 1,
    next: null,
    items: [{ sku: "F2", brand: null }],
  });
  expect(await listProducts({ ctx, input: { q: "%' OR 1", limit: 5 } })).toMatchObject({ total: 0, items: [] });
});
