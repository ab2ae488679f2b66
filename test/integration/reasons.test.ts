import { afterAll, beforeAll, expect, test } from "vitest";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { appendBatch } from "../../src/customers/index.ts";
import type { Ctx, Engine } from "../../src/engine/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { explainTag } from "../../src/explain/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

const HOUR = 3_600_000;
let engine: Engine;
let ctx: Ctx;

const happened = (external: string, event: string, hoursAgo: number, properties: Record<string, unknown> = {}) => ({
  event,
  identities: [{ platform: "crm", external }],
  time: NOW - hoursAgo * HOUR,
  properties: properties as never,
});
const added = (external: string, hoursAgo: number) => happened(external, "Product Added", hoursAgo);
const ordered = (external: string, hoursAgo: number, amount = 10) => happened(external, "Order Completed", hoursAgo, { amount });

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine);
  await seedCatalogue({ ctx });
  const events = [
    added("same", 50),
    ordered("same", 50),
    ordered("before", 60),
    added("before", 50),
    added("late", 60),
    ordered("late", 33),
    added("never", 50),
    added("well", 50),
    ordered("well", 48),
    added("waiting", 5),
    ...[3, 3, 4].map((amount, index) => ordered("thirds", 100 + index, amount)),
  ];
  await appendBatch({ ctx, input: { customers: [], events } });
  const steps = [{ event: "Product Added" }, { event: "Order Completed", within: "24h" }];
  const tags = [
    { code: "bought", rule: { sequence: steps } },
    { code: "left", rule: { sequence: [{ event: "Product Added" }, { notFollowedBy: { event: "Order Completed" }, within: "24h" }] } },
    { code: "average", rule: { event: "Order Completed", measure: { average: "amount" }, is: "> 3.333333" } },
  ];
  await applyTags({ ctx, input: { document: { tags }, prune: false, asOf: NOW } });
});
afterAll(() => engine.close());

async function leafOf(external: string, tag: string) {
  const customer = await findCustomer({ ctx, input: `crm:${external}` });
  const answer = await explainTag({ ctx, input: { customer, tag, asOf: NOW } });
  const { observed, events, pass } = answer.trees[0]!.tree;
  expect(answer.has).toBe(pass);
  return { pass, zh: observed!.zh, en: observed!.en, events: events.map(({ event }) => event) };
}

test("a sequence says which step breaks it and why", async () => {
  expect(await leafOf("same", "bought")).toMatchObject({
    pass: false,
    zh: expect.stringMatching(/^第 2 步「完成订单」与上一步在同一时刻（.*），不算在其后$/),
    en: expect.stringMatching(/^step 2, Order completed, was at the same instant as the step before \(.*\), which is not after it$/),
  });
  expect(await leafOf("before", "bought")).toMatchObject({
    pass: false,
    zh: expect.stringMatching(/^第 2 步「完成订单」只发生在上一步之前（最近 /),
  });
  expect(await leafOf("late", "bought")).toMatchObject({
    pass: false,
    zh: "第 2 步「完成订单」最快在上一步之后1天3小时，超过1天",
    en: "step 2, Order completed, came 1 day 3 hours after the step before at the soonest, not within 1 day",
  });
  expect(await leafOf("never", "bought")).toMatchObject({ pass: false, zh: "第 2 步「完成订单」没有发生" });
  expect(await leafOf("thirds", "bought")).toMatchObject({ pass: false, zh: "第 1 步「加入购物车」没有发生" });
  expect(await leafOf("well", "bought")).toMatchObject({ pass: true, zh: expect.stringMatching(/ 「加入购物车」 → .* 「完成订单」$/) });
});

test("the events of every step are shown, and those that must not follow", async () => {
  expect((await leafOf("well", "bought")).events).toEqual(["Order Completed", "Product Added"]);
  expect((await leafOf("well", "left")).events).toEqual(["Order Completed", "Product Added"]);
  expect(await leafOf("well", "left")).toMatchObject({
    pass: false,
    zh: expect.stringMatching(/ 「加入购物车」之后，.* 有「完成订单」$/),
    en: expect.stringMatching(/^Product added to cart at .* was followed by Order completed at /),
  });
  expect(await leafOf("never", "left")).toMatchObject({
    pass: true,
    zh: expect.stringMatching(/ 「加入购物车」之后1天内没有「完成订单」$/),
  });
  expect(await leafOf("waiting", "left")).toMatchObject({
    pass: false,
    zh: expect.stringMatching(/^最近一次「加入购物车」在 .*，还没满1天$/),
  });
});

test("an average that goes on says so: it is above what its first six digits are", async () => {
  expect(await leafOf("thirds", "average")).toMatchObject({ pass: true, zh: "3.333333…" });
});
