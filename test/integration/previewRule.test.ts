import { afterAll, beforeAll, expect, test } from "vitest";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { appendBatch, type IncomingEvent } from "../../src/customers/index.ts";
import { type Ctx, type Engine, sql, literal } from "../../src/engine/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { applyTags, estimateRule, previewRule } from "../../src/publishing/index.ts";
import { setOverride } from "../../src/assignments/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

const DAY = 86_400_000;
let engine: Engine;
let ctx: Ctx;

const order = (external: string, daysAgo: number, amount: number): IncomingEvent => ({
  event: "Order Completed",
  identities: [{ platform: "crm", external }],
  time: NOW - daysAgo * DAY,
  properties: { amount },
});
const BIG = { event: "Order Completed", measure: { sum: "amount" }, is: ">= 1000" };
const RECENT = { event: "Order Completed", within: "30d" };

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine);
  await seedCatalogue({ ctx });
  await appendBatch({
    ctx,
    input: { events: [order("a", 5, 2000), order("b", 100, 2000), order("c", 5, 10), order("d", 100, 10)], customers: [] },
  });
  const tags = [
    { code: "big", name: "大客户", rule: BIG },
    { code: "good", name: "好客户", rule: { all: [{ tag: "big" }, RECENT] } },
    { code: "vip", name: "贵宾" },
  ];
  await applyTags({ ctx, input: { document: { tags }, prune: false } });
});
afterAll(() => engine.close());

const numberOf = (external: string) => findCustomer({ ctx, input: `crm:${external}` });
const preview = (definition: unknown, more: { tag?: string; asOf?: number } = {}) => previewRule({ ctx, input: { definition, ...more } });

test("a draft counts members, every part of its tree, and who matches and nearly matches", async () => {
  const found = await preview({ rule: { all: [BIG, { any: [RECENT, { tag: "vip" }] }] } });
  expect(found).toMatchObject({ customers: 4, count: 1, published: null, warnings: [], values: [] });
  expect(found.nodes.map(({ path, kind, count }) => [path, kind, count])).toEqual([
    ["rule", "all", 1],
    ["rule.all[0]", "leaf", 2],
    ["rule.all[1]", "any", 2],
    ["rule.all[1].any[0]", "leaf", 2],
    ["rule.all[1].any[1]", "leaf", 0],
  ]);
  expect(found.matching.map(({ customer }) => customer)).toEqual([await numberOf("a")]);
  expect(found.nearlyCount).toBe(2);
  expect(found.nearly.map(({ customer, misses }) => [customer, misses])).toEqual([
    [await numberOf("b"), [["rule.all[1].any[0]"], ["rule.all[1].any[1]"]]],
    [await numberOf("c"), [["rule.all[0]"]]],
  ]);
  expect(found.nearly[0]!.missing.zh).toBe("近30天「完成订单」次数 ≥ 1 次；或 有标签「贵宾」");
  expect(found.sentence.zh).toContain("1,000");
});

test("nearly matching is one answer away, wherever the condition stands; where nobody is, two", async () => {
  const one = await preview({ rule: { any: [{ not: RECENT }, { tag: "vip" }] } });
  expect(one).toMatchObject({ count: 2, nearlyCount: 2 });
  expect(one.nearly.map(({ misses, missing }) => [misses, missing.zh])).toEqual([
    [[["rule.any[0].not"], ["rule.any[1]"]], expect.stringContaining("不再是：近30天")],
    [[["rule.any[0].not"], ["rule.any[1]"]], expect.stringContaining("或 有标签「贵宾」")],
  ]);
  const alone = await preview({ rule: { ...BIG, is: ">= 2400" } });
  expect(alone).toMatchObject({ count: 0, nearlyCount: 2 });
  expect((await preview({ rule: { ...BIG, is: ">= 9000" } })).nearly).toEqual([]);
  const two = await preview({ rule: { all: [{ tag: "vip" }, { ...BIG, is: ">= 9000" }, { tag: "good" }] } });
  expect(two).toMatchObject({ count: 0, nearlyCount: 0 });
  expect(two.nearly.map(({ customer, misses }) => [customer, misses])).toEqual([[await numberOf("a"), [["rule.all[0]", "rule.all[1]"]]]]);
  expect(two.nearly[0]!.missing.zh).toContain("，并且 ");
});

test("an estimate over few customers is everybody's; a rule that sets them against each other has none", async () => {
  const definition = { rule: { all: [BIG, { not: RECENT }] } };
  const found = await estimateRule({ ctx, input: { definition } });
  expect(found).toMatchObject({ customers: 4, sampled: 4, estimate: { count: 1, low: 1, high: 1 } });
  expect(found.nodes.map(({ path, estimate }) => [path, estimate.count])).toEqual(
    (await preview(definition)).nodes.map(({ path, count }) => [path, count]),
  );
  const rank = { rank: { event: "Order Completed", measure: { sum: "amount" } }, top: 1 };
  expect(await estimateRule({ ctx, input: { definition: { rule: rank } } })).toMatchObject({ estimate: null, nodes: [] });
});

test("an estimate over a sample names its interval, and the exact number lies within", async () => {
  const many = 60_000;
  await ctx.facts.run(
    sql`INSERT INTO customers (customer, created, batch) SELECT number + 1000000, now64(3), 0 FROM numbers(${literal.integer(many)})`,
  );
  await ctx.facts.run(
    sql`INSERT INTO attribute_values (attribute, customer, at, received, batch, text, list, cleared)
     SELECT 'city', number + 1000000, toDateTime64(0, 3, 'UTC'), toDateTime64(0, 3, 'UTC'), 0, if(number % 3 = 0, '上海', '北京'), [], false FROM numbers(${literal.integer(many)})`,
  );
  const definition = { rule: { attribute: "city", is: "上海" } };
  const { sampled, customers, estimate } = await estimateRule({ ctx, input: { definition } });
  const exact = await preview(definition);
  expect(customers).toBe(many + 4);
  expect(sampled).toBeGreaterThan(8_000);
  expect(sampled).toBeLessThan(12_000);
  expect(estimate!.low).toBeLessThan(exact.count);
  expect(estimate!.high).toBeGreaterThan(exact.count);
  expect(estimate!.high - estimate!.low).toBeLessThan(many * 0.03);
  await ctx.facts.run(sql`ALTER TABLE customers DELETE WHERE customer >= 1000000`, { settings: { mutations_sync: 2 } });
  await ctx.facts.run(sql`ALTER TABLE attribute_values DELETE WHERE customer >= 1000000`, { settings: { mutations_sync: 2 } });
});

test("against the published version it counts who would enter and leave, overrides included, and changes nothing", async () => {
  const definition = { code: "big", name: "大客户", rule: { ...BIG, is: "< 1000" } };
  expect((await preview(definition, { tag: "大客户" })).published).toEqual({ now: 2, enter: 2, leave: 2 });
  await setOverride({ ctx, input: { tag: "big", customer: await numberOf("a"), direction: "in", reason: "x" } });
  expect((await preview(definition, { tag: "big" })).published).toEqual({ now: 2, enter: 2, leave: 1 });
  expect((await preview({ rule: BIG }, { tag: "big" })).published).toEqual({ now: 2, enter: 0, leave: 0 });
});

test("tags it names answer by their stored members; as of another instant by their rules", async () => {
  const definition = { rule: { all: [{ tag: "good" }] } };
  expect(await preview(definition)).toMatchObject({ count: 1 });
  expect(await preview(definition, { asOf: NOW - 80 * DAY })).toMatchObject({ count: 1, matching: [{ customer: await numberOf("b") }] });
});

test("tiers are counted after one another, their conditions each by itself; what cannot be meant is warned about", async () => {
  const found = await preview({
    values: [
      { value: "一", rule: BIG },
      { value: "二", rule: { ...BIG, is: ">= 2000" } },
    ],
    default: "其余",
  });
  expect(found.values).toEqual([
    { value: "一", count: 2 },
    { value: "二", count: 0 },
    { value: "其余", count: 2 },
  ]);
  expect(found.nodes.map(({ path, count }) => [path, count])).toEqual([
    ["values[0].rule", 2],
    ["values[1].rule", 2],
  ]);
  expect(found.warnings).toMatchObject([{ path: "values[1].rule", zh: expect.stringContaining("永远轮不到") }]);
  expect(found.matching.map(({ value }) => value)).toEqual(["一", "一", "其余", "其余"].toSorted());
});

test("everything wrong with a draft is told at once, with its path and what is near; a circle with its path", async () => {
  const wrong = { nmae: "x", rule: { all: [{ event: "Order Complete" }, { tag: "bigg" }, { event: "Order Completed", is: ">= x" }] } };
  await expect(preview(wrong)).rejects.toMatchObject({
    code: "INPUT_INVALID",
    issues: [
      { code: "RULE_UNKNOWN_KEY", path: "nmae", suggestion: "name" },
      { code: "RULE_UNKNOWN_EVENT", path: "rule.all[0].event", suggestion: "Order Completed" },
      { code: "RULE_UNKNOWN_TAG", path: "rule.all[1].tag", suggestion: "big" },
      { code: "RULE_NUMBER", path: "rule.all[2].is" },
    ],
  });
  await expect(preview({ name: "x" })).rejects.toMatchObject({ code: "INPUT_INVALID", issues: [{ path: "kind" }] });
  await expect(preview("rule")).rejects.toMatchObject({ code: "INPUT_INVALID" });
  await expect(preview({ rule: { tag: "good" } }, { tag: "big" })).rejects.toMatchObject({ code: "TAG_CYCLE" });
  expect(await ctx.facts.rows(sql`SELECT name FROM system.tables WHERE database = currentDatabase() AND name LIKE 'stage_%'`)).toEqual([]);
});
