import { statementOf } from "../support/statementOf.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { appendBatch } from "../../src/customers/index.ts";
import { type Ctx, type Engine, sql } from "../../src/engine/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { readQueryPlan } from "../../src/evaluation/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

const DAY = 86_400_000;
let engine: Engine;
let ctx: Ctx;

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine);
  await seedCatalogue({ ctx });
  const events = Array.from({ length: 30 }, (_, i) => ({
    event: "Order Completed",
    identities: [{ platform: "crm", external: `c${i % 10}` }],
    time: NOW - i * DAY,
    properties: { amount: i },
  }));
  await appendBatch({ ctx, input: { events, customers: [] } });
  const spent = { event: "Order Completed", measure: { sum: "amount" }, within: "90d" };
  const tags = [
    { code: "big", name: "大客户", rule: { ...spent, is: ">= 40" } },
    { code: "huge", name: "超大客户", rule: { all: [{ ...spent, is: ">= 45" }, { tag: "big" }] } },
    { code: "best", name: "最佳", rule: { rank: spent, top: 1, among: { tag: "big" } } },
    { code: "spending", name: "消费额", kind: "metric", value: spent },
    { code: "local", name: "本地", rule: { attribute: "city", is: "上海" } },
    { code: "vip", name: "贵宾" },
  ];
  await applyTags({ ctx, input: { document: { tags }, prune: false } });
});
afterAll(() => engine.close());

test("a plan says which tags share a measure, in which order passes and tags come, and how many rows are expected", async () => {
  const plan = await readQueryPlan({ ctx, input: { tags: ["超大客户", "spending"] } });
  expect(plan.tags.map(({ code, asked }) => [code, asked])).toEqual([
    ["big", false],
    ["huge", true],
    ["spending", true],
  ]);
  const [pass] = plan.stages[0]!.passes;
  expect(pass).toMatchObject({ source: "event", names: ["Order Completed"], pieces: 1, metrics: ["spending"] });
  expect(pass!.measures).toEqual([
    { id: "m1", words: expect.objectContaining({ zh: "近90天「完成订单」的金额合计" }), tags: ["spending", "big", "huge"] },
  ]);
  expect(pass!.conditions.map(({ words, tags }) => [words.zh, tags])).toEqual([
    ["近90天「完成订单」的金额合计 ≥ 40", ["big"]],
    ["近90天「完成订单」的金额合计 ≥ 45", ["huge"]],
  ]);
  expect(pass!.rows).toBeGreaterThanOrEqual(30);
  expect(plan.stages.map(({ tags }) => tags)).toEqual([["big"], ["huge"]]);
  expect(plan.totals).toEqual({ passes: 1, measures: 1, unshared: 3, rows: pass!.rows });
});

test("statements are laid out, carry the borders of the windows, and are those the store takes", async () => {
  const plan = await readQueryPlan({ ctx, input: { tags: ["big"], asOf: NOW } });
  const { sql: statement } = plan.stages[0]!.passes[0]!;
  expect(statement!.split("\n").length).toBeGreaterThan(5);
  expect(statement).toContain("Order Completed");
  const rows = await ctx.facts.rows<{ members: string }>(
    sql`SELECT bitmapCardinality(customers) AS members FROM (${statementOf(statement!)})`,
  );
  expect(rows).toEqual([{ members: "6" }]);
});

test("no tag named is all published ones; a rank stands in the stage after those it ranks, and its estimate is over everybody", async () => {
  const plan = await readQueryPlan({ ctx, input: { tags: [] } });
  expect(plan.tags.map(({ code }) => code).toSorted()).toEqual(["best", "big", "huge", "local", "spending", "vip"]);
  const at = (kind: string) => plan.stages.findIndex(({ passes }) => passes.some(({ source }) => source === kind));
  expect(at("ranked")).toBeGreaterThan(at("event"));
  const ranked = plan.stages[at("ranked")]!.passes.find(({ source }) => source === "ranked")!;
  expect(ranked.rows).toBeGreaterThanOrEqual(30);
  expect(ranked.sql).toContain("tags");
});

test("a tag that does not exist is named with the nearest", async () => {
  await expect(readQueryPlan({ ctx, input: { tags: ["bgi"] } })).rejects.toMatchObject({ code: "TAG_NOT_FOUND" });
});
