import { afterAll, beforeAll, expect, test } from "vitest";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { appendBatch } from "../../src/customers/index.ts";
import type { Ctx, Engine } from "../../src/engine/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { readTag } from "../../src/insight/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { explainTag } from "../../src/explain/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

const DAY = 86_400_000;
let engine: Engine;
let ctx: Ctx;

const identities = (external: string) => [{ platform: "crm", external }];
const order = (external: string, daysAgo: number, amount: number) => ({
  event: "Order Completed",
  identities: identities(external),
  time: NOW - daysAgo * DAY,
  properties: { amount, products: [{ sku: "米粉" }] },
});

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine);
  await seedCatalogue({ ctx });
  const city = (external: string, name: string) => ({ identities: identities(external), attributes: { city: name }, at: NOW - DAY });
  await appendBatch({
    ctx,
    input: {
      customers: [city("a", "上海"), city("b", "上海"), city("c", "北京"), city("d", "上海")],
      events: [order("a", 10, 100), order("a", 40, 200), order("a", 70, 300), order("b", 20, 350), order("c", 5, 900)],
    },
  });
  const rank = { event: "Order Completed", measure: { average: "amount" } };
  const tags = [
    { code: "local", rule: { attribute: "city", is: "上海" } },
    { code: "best", rule: { rank, top: 1 } },
    { code: "best_local", rule: { all: [{ rank, top: "50%", among: { all: [{ tag: "local" }, { event: "Order Completed" }] } }] } },
    { code: "due", rule: { cycle: { event: "Order Completed", by: "products[].sku" }, dueWithin: "20d", minimumIntervals: 2 } },
  ];
  await applyTags({ ctx, input: { document: { tags }, prune: false, asOf: NOW } });
});
afterAll(() => engine.close());

async function why(external: string, tag: string) {
  const answer = await explainTag({ ctx, input: { customer: await findCustomer({ ctx, input: `crm:${external}` }), tag, asOf: NOW } });
  expect(answer.member).toBe(answer.has);
  const tree = answer.trees[0]!.tree;
  const leaf = tree.kind === "all" ? tree.children[0]! : tree;
  return { has: answer.has, observed: leaf.observed?.zh, events: leaf.events.length };
}

test("a rank is explained by the position, how many are ranked, the amount and the one just enough", async () => {
  expect(await why("c", "best")).toEqual({ has: true, observed: "第 1 名，共 3 名，值 900，入围值 900", events: 1 });
  expect(await why("a", "best")).toEqual({ has: false, observed: "第 3 名，共 3 名，值 200，入围值 900", events: 3 });
  expect(await why("d", "best")).toEqual({ has: false, observed: "不参加排名，入围值 900", events: 0 });
});

test("a rank among some of the customers leaves the others out", async () => {
  expect(await why("b", "best_local")).toEqual({ has: true, observed: "第 1 名，共 2 名，值 350，入围值 350", events: 1 });
  expect(await why("c", "best_local")).toEqual({ has: false, observed: "不参加排名，入围值 350", events: 1 });
});

test("a tag that sets customers against each other says when it was last computed; others do not, for they are always so", async () => {
  const tags = await Promise.all(["local", "best", "due"].map((tag) => readTag({ ctx, input: { tag } })));
  const last = { at: "2026-01-15T04:00:00.000Z", waiting: false };
  expect(tags.map(({ populationWide }) => populationWide)).toEqual([null, last, last]);
});

test("a cycle is explained by each thing's interval and when the next is expected", async () => {
  expect(await why("a", "due")).toEqual({ has: true, observed: "「米粉」自己的周期约 30 天，预计 2026-02-04 12:00", events: 3 });
  expect(await why("b", "due")).toEqual({ has: true, observed: "「米粉」大家的周期约 30 天，预计 2026-01-25 12:00", events: 1 });
  expect(await why("c", "due")).toMatchObject({ has: false });
  expect(await why("d", "due")).toMatchObject({ has: false, observed: "没有记录" });
});
