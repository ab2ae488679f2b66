import { afterAll, beforeAll, expect, test } from "vitest";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { appendBatch, type IncomingEvent } from "../../src/customers/index.ts";
import { type Ctx, type Engine, sql } from "../../src/engine/index.ts";
import { backtestRule } from "../../src/insight/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { openTestEngine, testCtx } from "../support/engine.ts";

let engine: Engine;
let ctx: Ctx;

const order = (external: string, time: string, amount: number): IncomingEvent => ({
  event: "Order Completed",
  identities: [{ platform: "crm", external }],
  time: Date.parse(time),
  properties: { amount },
});

/** It is 2026-01-15 in Shanghai: the last month-ends are those of December, November and October. */
beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine);
  await seedCatalogue({ ctx });
  await appendBatch({
    ctx,
    input: {
      events: [
        order("a", "2025-10-20T12:00:00+08:00", 500),
        // The last millisecond of October is in it, the next one after it.
        order("a", "2025-10-31T23:59:59.999+08:00", 500),
        order("a", "2025-11-01T00:00:00+08:00", 30),
        order("a", "2025-11-30T23:59:59.999+08:00", 40),
        order("a", "2025-12-05T00:00:00+08:00", 7.5),
        order("b", "2025-10-05T12:00:00+08:00", 20),
        order("b", "2025-11-15T12:00:00+08:00", 2000),
        order("c", "2025-10-06T12:00:00+08:00", 10),
        order("d", "2025-12-20T12:00:00+08:00", 10),
      ],
      customers: [],
    },
  });
  const big = { event: "Order Completed", measure: { sum: "amount" }, is: ">= 1000" };
  const tags = [
    { code: "big", name: "大客户", rule: big },
    { code: "small", name: "非大客户", rule: { not: { tag: "big" } } },
    {
      code: "stage",
      name: "阶段",
      values: [
        { value: "大", rule: big },
        { value: "近", rule: { event: "Order Completed", within: "30d" } },
      ],
    },
    { code: "spend", name: "消费", value: { event: "Order Completed", measure: { sum: "amount" } } },
    { code: "vip", name: "贵宾" },
  ];
  await applyTags({ ctx, input: { document: { tags }, prune: false } });
});
afterAll(() => engine.close());

const backtest = (tag: string, months = 3, more = {}) => backtestRule({ ctx, input: { tag, months, ...more } });

test("members at each past month-end are those of the rule then, among the customers who had appeared", async () => {
  const { months } = await backtest("big");
  expect(months.map(({ month, at, customers, members }) => [month, at, customers, members])).toEqual([
    ["2025-10", "2025-10-31T15:59:59.999Z", 3, 1],
    ["2025-11", "2025-11-30T15:59:59.999Z", 3, 2],
    ["2025-12", "2025-12-31T15:59:59.999Z", 4, 2],
  ]);
  // Who had not appeared yet is no member even of what everybody else is.
  expect((await backtest("small")).months.map(({ members }) => members)).toEqual([2, 1, 2]);
});

test("what members and the others ordered in the days after is exact per customer, and missing while the days are not over", async () => {
  const [october, november, december] = (await backtest("大客户")).months;
  expect(october!.groups).toEqual([
    {
      value: null,
      customers: 1,
      after: [
        { days: 30, orders: "2", spend: "70" },
        { days: 90, orders: null, spend: null },
      ],
    },
  ]);
  expect(october!.others.after[0]).toEqual({ days: 30, orders: "0.5", spend: "1000" });
  expect(november!.groups[0]!.after[0]).toEqual({ days: 30, orders: "0.5", spend: "3.75" });
  expect(november!.others).toMatchObject({ customers: 1, after: [{ orders: "0", spend: "0" }, { orders: null }] });
  expect(december!.groups[0]!.after.map(({ orders }) => orders)).toEqual([null, null]);
});

test("tiers are groups of their own; as of an earlier instant what came later does not exist", async () => {
  const [october] = (await backtest("stage", 1, { asOf: Date.parse("2025-11-10T00:00:00+08:00") })).months;
  expect(october!.groups.map(({ value, customers }) => [value, customers])).toEqual([
    ["大", 1],
    ["近", 2],
  ]);
  expect(october).toMatchObject({ month: "2025-10", customers: 3, members: 3, others: { customers: 0 } });
  expect(october!.groups[0]!.after).toEqual([
    { days: 30, orders: null, spend: null },
    { days: 90, orders: null, spend: null },
  ]);
});

test("static and metric tags have no past to be tested against; nothing is left behind", async () => {
  await expect(backtest("vip")).rejects.toMatchObject({ code: "RULE_TAG_KIND" });
  await expect(backtest("spend")).rejects.toMatchObject({ code: "RULE_TAG_KIND" });
  await expect(backtest("none")).rejects.toMatchObject({ code: "TAG_NOT_FOUND" });
  expect(await ctx.facts.rows(sql`SELECT name FROM system.tables WHERE database = currentDatabase() AND name LIKE 'stage_%'`)).toEqual([]);
});
