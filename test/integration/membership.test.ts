import { afterAll, beforeAll, expect, test } from "vitest";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { appendBatch, type IncomingEvent } from "../../src/customers/index.ts";
import { type Ctx, type Engine, sql } from "../../src/engine/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { listTags, readCustomer, readOverview, readTag } from "../../src/insight/index.ts";
import { applyTags, previewTags } from "../../src/publishing/index.ts";
import { assignTag } from "../../src/assignments/index.ts";
import { evaluateTags } from "../../src/updates/index.ts";
import { explainTag } from "../../src/explain/index.ts";
import { recoverMembers } from "../../src/membership/index.ts";
import { countCustomers } from "../../src/segments/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

const DAY = 86_400_000;
let engine: Engine;
let ctx: Ctx;

const crm = (external: string) => [{ platform: "crm", external }];
const order = (external: string, daysAgo: number, amount: number, more: IncomingEvent["properties"] = {}): IncomingEvent => ({
  event: "Order Completed",
  identities: crm(external),
  time: NOW - daysAgo * DAY,
  properties: { amount, ...more },
});
const said = (external: string, text: string): IncomingEvent => ({
  event: "Message Received",
  identities: crm(external),
  time: NOW - DAY,
  properties: { text },
});

const DOCUMENT = {
  tags: [
    {
      code: "big",
      name: { zh: "大客户", en: "Big" },
      rule: { event: "Order Completed", measure: { sum: "amount" }, within: "365d", is: ">= 1000" },
    },
    { code: "asks_price", name: "价格敏感", rule: { event: "Message Received", where: { text: { containsAny: ["价格", "优惠"] } } } },
    { code: "silent", name: "沉默", rule: { not: { event: "Order Completed", within: "30d" } } },
    { code: "wake", name: "待唤醒", rule: { all: [{ tag: "big" }, { tag: "silent" }] } },
    {
      code: "lifecycle",
      name: "生命周期",
      values: [
        { value: "新客户", rule: { event: "Order Completed", measure: { timeSince: "first" }, is: "<= 30d" } },
        { value: "老客户", rule: { event: "Order Completed" } },
      ],
      default: "未购买",
    },
    { code: "spend", name: "消费额", unit: "CNY", value: { event: "Order Completed", measure: { sum: "amount" } } },
    { code: "last_days", name: "距上次下单", value: { event: "Order Completed", measure: { timeSince: "last" } } },
    { code: "average", name: "客单价", value: { event: "Order Completed", measure: { average: "amount" } } },
    { code: "worth", name: "高客单", rule: { metric: "average", is: ">= 300" } },
    { code: "vip", name: "贵宾" },
  ],
};

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine);
  await seedCatalogue({ ctx });
  await appendBatch({
    ctx,
    input: {
      events: [
        order("a", 10, 600),
        order("a", 5, 400.5),
        order("b", 100, 999.99),
        order("b", 90, 0.01),
        order("c", 400, 5000),
        said("a", "这个价格能优惠吗"),
        said("d", "什么时候发货"),
      ],
      customers: [{ identities: crm("e"), attributes: { city: "上海" }, at: NOW - DAY }],
    },
  });
});
afterAll(() => engine.close());

async function codesOf(external: string): Promise<Record<string, string | null>> {
  const customer = await readCustomer({ ctx, input: { customer: `crm:${external}` } });
  return Object.fromEntries(customer.tags.map((tag) => [tag.code, tag.value]));
}

test("a plan counts who would enter and leave and writes nothing; applying does what the plan said", async () => {
  const plan = await previewTags({ ctx, input: { document: DOCUMENT, prune: false } });
  expect(plan.customers).toBe(5);
  expect(Object.fromEntries(plan.entries.map((entry) => [entry.code, [entry.change, entry.members.after, entry.members.enter]]))).toEqual({
    big: ["new", 2, 2],
    asks_price: ["new", 1, 1],
    silent: ["new", 4, 4],
    wake: ["new", 1, 1],
    lifecycle: ["new", 5, 5],
    spend: ["new", 0, 0],
    last_days: ["new", 0, 0],
    average: ["new", 0, 0],
    worth: ["new", 3, 3],
    vip: ["new", 0, 0],
  });
  expect((await listTags({ ctx, input: {} })).items).toEqual([]);

  const applied = await applyTags({ ctx, input: { document: DOCUMENT, prune: false } });
  expect(applied.added.length).toBe(10);
  expect(applied.evaluation.failed).toEqual([]);
  expect(await codesOf("a")).toEqual({
    big: null,
    asks_price: null,
    lifecycle: "新客户",
    spend: "1000.5",
    last_days: "5",
    average: "500.25",
    worth: null,
  });
  expect(await codesOf("b")).toEqual({
    big: null,
    silent: null,
    wake: null,
    lifecycle: "老客户",
    spend: "1000",
    last_days: "90",
    average: "500",
    worth: null,
  });
  expect(await codesOf("d")).toEqual({ silent: null, lifecycle: "未购买", spend: "0" });
});

test("what is evaluated again without news changes nothing and writes no membership history", async () => {
  const before = await ctx.facts.rows(sql`SELECT count() AS n FROM membership_changes`);
  const again = await evaluateTags({ ctx, input: {} });
  expect([again.entered, again.left]).toEqual([0, 0]);
  expect(await ctx.facts.rows(sql`SELECT count() AS n FROM membership_changes`)).toEqual(before);
});

test("explain says of every customer and tag what the members say, with what was seen", async () => {
  const { items } = await listTags({ ctx, input: {} });
  for (const external of ["a", "b", "c", "d", "e"]) {
    const customer = await findCustomer({ ctx, input: `crm:${external}` });
    const held = await codesOf(external);
    for (const tag of items) {
      const why = await explainTag({ ctx, input: { customer, tag: tag.code } });
      expect([external, tag.code, why.has, why.value]).toEqual([external, tag.code, tag.code in held, held[tag.code] ?? null]);
      expect(why.member).toBe(why.has);
    }
  }
  const why = await explainTag({ ctx, input: { customer: await findCustomer({ ctx, input: "crm:b" }), tag: "待唤醒" } });
  const [big, silent] = why.trees[0]!.tree.children.map(({ tag }) => why.tags.find(({ code }) => code === tag)!.trees![0]!.tree);
  expect(big).toMatchObject({ pass: true, observed: { zh: "1,000" }, wanted: { zh: "≥ 1,000" }, ratio: 1 });
  expect(big!.events.map((event) => event.properties["amount"])).toEqual(["0.01", "999.99"]);
  expect(silent).toMatchObject({ kind: "not", pass: true, children: [{ pass: false, observed: { zh: "0 次" } }] });
  expect(why.since).toBe(new Date(NOW).toISOString());
});

test("combinations count from the stored members, and as of an instant from what was then", async () => {
  expect(await countCustomers({ ctx, input: { where: "大客户 且 非 沉默" } })).toMatchObject({ count: 1, customers: 5 });
  expect(await countCustomers({ ctx, input: { where: "lifecycle=未购买 or 价格敏感" } })).toMatchObject({ count: 3 });
  const then = NOW - 380 * DAY;
  expect(await countCustomers({ ctx, input: { where: "大客户", asOf: then } })).toMatchObject({ count: 1 });
  expect(await countCustomers({ ctx, input: { where: "大客户 and 沉默", asOf: NOW - 95 * DAY } })).toMatchObject({ count: 1 });
});

test("a static tag is put on and taken off by people, once; its history answers as of an instant", async () => {
  const a = await findCustomer({ ctx, input: "crm:a" });
  const b = await findCustomer({ ctx, input: "crm:b" });
  const earlier = testCtx(engine, { clock: () => NOW - 3 * DAY });
  expect(await assignTag({ ctx: earlier, input: { tag: "贵宾", add: [a, b], remove: [] } })).toMatchObject({
    entered: 2,
    left: 0,
    members: 2,
  });
  expect(await assignTag({ ctx: earlier, input: { tag: "vip", add: [a], remove: [] } })).toMatchObject({ entered: 0, left: 0, members: 2 });
  expect(await assignTag({ ctx, input: { tag: "vip", add: [], remove: [b] } })).toMatchObject({ entered: 0, left: 1, members: 1 });
  expect(await countCustomers({ ctx, input: { where: "vip" } })).toMatchObject({ count: 1 });
  expect(await countCustomers({ ctx, input: { where: "vip", asOf: NOW - 2 * DAY } })).toMatchObject({ count: 2 });
  expect(await countCustomers({ ctx, input: { where: "vip", asOf: NOW - 4 * DAY } })).toMatchObject({ count: 0 });
  await expect(assignTag({ ctx, input: { tag: "big", add: [a], remove: [] } })).rejects.toMatchObject({ code: "TAG_NOT_STATIC" });
  expect(await codesOf("a")).toHaveProperty("vip");
});

test("a tag that fails keeps its last members and says so; others over the same events finish; the next success clears it", async () => {
  const tight = testCtx(engine, {
    facts: {
      ...ctx.facts,
      run: (statement, options) =>
        /^INSERT INTO stage_\w+_leaves_/.test(statement.text) && statement.text.includes(">= toDecimal64('1000', 6)")
          ? ctx.facts.run(sql`SELECT number FROM numbers(100000000) GROUP BY number`, {
              ...options,
              limits: { maxMemoryBytes: 20_000_000 },
            })
          : ctx.facts.run(statement, options),
    },
  });
  const failing = await evaluateTags({ ctx: tight, input: { force: true } });
  expect(failing.failed).toMatchObject([{ tag: "big", code: "FACTS_MEMORY" }]);
  expect(await readTag({ ctx, input: { tag: "big" } })).toMatchObject({ members: 2, failure: { code: "FACTS_MEMORY" } });
  expect(await readTag({ ctx, input: { tag: "silent" } })).toMatchObject({ failure: null });
  expect(await readOverview({ ctx })).toMatchObject({ evaluation: { state: "failing", failing: 1 } });
  await evaluateTags({ ctx, input: {} });
  expect(await readTag({ ctx, input: { tag: "big" } })).toMatchObject({ members: 2, failure: null });
});

test("a crash between membership history and members is finished at the next start", async () => {
  await appendBatch({ ctx, input: { events: [order("d", 1, 2000)] } });
  const crashing = testCtx(engine, {
    facts: {
      ...ctx.facts,
      run: (statement, options) =>
        statement.text.includes("INSERT INTO members ") ? Promise.reject(new Error("killed")) : ctx.facts.run(statement, options),
    },
  });
  await expect(evaluateTags({ ctx: crashing, input: {} })).rejects.toThrow("killed");
  expect(await codesOf("d")).not.toHaveProperty("big");
  expect(await recoverMembers(ctx)).toBeGreaterThan(0);
  expect(await codesOf("d")).toMatchObject({ big: null, lifecycle: "新客户" });
  expect(await codesOf("d")).not.toHaveProperty("silent");
  expect(await recoverMembers(ctx)).toBe(0);
  const after = await evaluateTags({ ctx, input: {} });
  expect([after.entered, after.left]).toEqual([0, 0]);
});

test("a changed definition is a new version with its differences; a pruned tag must not be in use", async () => {
  const changed = {
    tags: DOCUMENT.tags.map((tag) =>
      tag.code === "big" ? { ...tag, rule: { event: "Order Completed", measure: { sum: "amount" }, within: "365d", is: ">= 1500" } } : tag,
    ),
  };
  const plan = await previewTags({ ctx, input: { document: changed, prune: false } });
  expect(plan.entries.find((entry) => entry.code === "big")).toMatchObject({
    change: "changed",
    members: { now: 3, after: 1, enter: 0, leave: 2 },
  });
  expect(plan.entries.find((entry) => entry.code === "wake")).toMatchObject({
    change: "affected",
    members: { now: 1, after: 0, leave: 1 },
  });
  await applyTags({ ctx, input: { document: changed, prune: false } });
  expect(await readTag({ ctx, input: { tag: "big" } })).toMatchObject({ version: 2, members: 1, usedBy: [{ kind: "tag", id: "wake" }] });
  const withoutBig = { tags: changed.tags.filter((tag) => tag.code !== "big") };
  await expect(previewTags({ ctx, input: { document: withoutBig, prune: true } })).rejects.toMatchObject({ code: "INPUT_INVALID" });
  const pruned = { tags: changed.tags.filter((tag) => tag.code !== "asks_price") };
  const applied = await applyTags({ ctx, input: { document: pruned, prune: true } });
  expect(applied.retired).toEqual(["asks_price"]);
  expect((await listTags({ ctx, input: {} })).items.map((tag) => tag.code)).not.toContain("asks_price");
});

test("a definition that nobody can pass is warned about in the plan and when applied, and stands", async () => {
  const count = (is: string) => ({ event: "Order Completed", within: "90d", is });
  const document = { tags: [{ code: "nobody", name: "无人", rule: { all: [count(">= 5"), count("< 3")] } }] };
  const plan = await previewTags({ ctx, input: { document, prune: false } });
  expect(plan.entries[0]!.warnings).toMatchObject([{ zh: expect.stringContaining("不可能同时成立") }]);
  const applied = await applyTags({ ctx, input: { document, prune: false } });
  expect(applied.warnings).toMatchObject([{ tag: "nobody", path: "rule", en: expect.stringContaining("cannot hold together") }]);
  await ctx.records.updateTable("tags").set({ state: "retired" }).where("code", "=", "nobody").execute();
});

test("a document with errors changes nothing and reports all of them", async () => {
  const broken = {
    tags: [
      { code: "Bad Code", name: "x", rule: { tag: "vip" } },
      { code: "one", name: "大客户", rule: { event: "Order Complete" } },
      { code: "two", name: "甲", colour: "red", rule: { tag: "three" } },
      { code: "three", name: "乙", rule: { tag: "two" } },
      { code: "three", name: "丙", rule: { tag: "vip" } },
    ],
  };
  await expect(applyTags({ ctx, input: { document: broken, prune: false } })).rejects.toMatchObject({
    code: "INPUT_INVALID",
    issues: expect.arrayContaining([
      expect.objectContaining({ code: "TAG_CODE", path: "tags[0].code" }),
      expect.objectContaining({ code: "TAG_NAME_TAKEN", path: "tags[1].name" }),
      expect.objectContaining({ code: "RULE_UNKNOWN_EVENT", path: "tags[1].rule.event", suggestion: "Order Completed" }),
      expect.objectContaining({ code: "RULE_UNKNOWN_KEY", path: "tags[2].colour", suggestion: "color" }),
      expect.objectContaining({ code: "TAG_DUPLICATE", path: "tags[4].code" }),
    ]),
  });
  const circle = {
    tags: [
      { code: "two", name: "甲", rule: { tag: "three" } },
      { code: "three", name: "乙", rule: { not: { tag: "two" } } },
    ],
  };
  await expect(applyTags({ ctx, input: { document: circle, prune: false } })).rejects.toMatchObject({
    code: "TAG_CYCLE",
    params: { path: ["two", "three", "two"] },
  });
  expect((await listTags({ ctx, input: {} })).items.length).toBe(9);
});
