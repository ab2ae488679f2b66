import { afterAll, beforeAll, expect, test } from "vitest";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { appendBatch, type IncomingEvent } from "../../src/customers/index.ts";
import type { Ctx, Engine } from "../../src/engine/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { listCustomers, readTag } from "../../src/insight/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { assignTag } from "../../src/assignments/index.ts";
import { customerHistory, tagHistory, tagMoves } from "../../src/membership/index.ts";
import { evaluateTags } from "../../src/updates/index.ts";
import { countCustomers } from "../../src/segments/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

const DAY = 86_400_000;
let engine: Engine;
let ctx: Ctx;
let clock = NOW;

const order = (external: string, time: number, amount = 10): IncomingEvent => ({
  event: "Order Completed",
  identities: [{ platform: "crm", external }],
  time,
  properties: { amount },
});
const BUYER = { code: "buyer", name: "近期购买", rule: { event: "Order Completed", within: "30d" } };
const STAGE = {
  code: "stage",
  name: "阶段",
  values: [
    { value: "活跃", rule: { event: "Order Completed", within: "30d" } },
    { value: "沉睡", rule: { event: "Order Completed", within: "90d" } },
  ],
};

/** a buys on day 0, b on day 10; evaluated on days 0, 10, 35 and 120. */
beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine, { clock: () => clock });
  await seedCatalogue({ ctx });
  await appendBatch({ ctx, input: { events: [order("a", NOW - 1)], customers: [] } });
  await applyTags({ ctx, input: { document: { tags: [BUYER, STAGE, { code: "vip", name: "贵宾" }] }, prune: false } });
  clock = NOW + 10 * DAY;
  await appendBatch({ ctx, input: { events: [order("b", clock - 1)], customers: [] } });
  await evaluateTags({ ctx, input: {} });
  clock = NOW + 35 * DAY;
  await evaluateTags({ ctx, input: {} });
  await assignTag({ ctx, input: { tag: "vip", add: [await numberOf("a")], remove: [] } });
  clock = NOW + 120 * DAY;
  await evaluateTags({ ctx, input: {} });
});
afterAll(() => engine.close());

const numberOf = (external: string) => findCustomer({ ctx, input: `crm:${external}` });
const dayOf = (at: string) => (Date.parse(at) - NOW) / DAY;

test("a customer's history tells every move once, newest first, with its cause; from tier to tier is one move", async () => {
  const { items, next } = await customerHistory({ ctx, input: { customer: await numberOf("a"), limit: 50 } });
  expect(items.map(({ tag, move, from, to, at, cause }) => [dayOf(at), tag.code, move, from, to, cause])).toEqual([
    [120, "stage", "left", "沉睡", null, "clock"],
    [35, "vip", "entered", null, null, "person"],
    [35, "buyer", "left", null, null, "clock"],
    [35, "stage", "changed", "活跃", "沉睡", "clock"],
    [0, "buyer", "entered", null, null, "rule"],
    [0, "stage", "entered", null, "活跃", "rule"],
  ]);
  expect(next).toBeNull();
  expect(items[0]).toMatchObject({ version: 1, actor: "操作员", tag: { name: { zh: "阶段" }, kind: "tiered", state: "published" } });
});

test("a customer's history comes in pages that neither miss nor repeat a move, and of one tag alone", async () => {
  const customer = await numberOf("a");
  const whole = (await customerHistory({ ctx, input: { customer, limit: 50 } })).items;
  const paged: typeof whole = [];
  for (let cursor: string | undefined; ;) {
    const page = await customerHistory({ ctx, input: { customer, limit: 1, cursor } });
    paged.push(...page.items);
    if (page.next === null) break;
    cursor = page.next;
  }
  expect(paged).toEqual(whole);
  const { items } = await customerHistory({ ctx, input: { customer, tag: "近期购买", limit: 50 } });
  expect(items.map(({ tag, move }) => [tag.code, move])).toEqual([
    ["buyer", "left"],
    ["buyer", "entered"],
  ]);
});

test("a tag's history counts who entered, left and changed tier in each evaluation, and the members after it", async () => {
  const { items, total } = await tagHistory({ ctx, input: { tag: "stage", limit: 50 } });
  expect(total).toBe(4);
  expect(items.map(({ at, entered, left, changed, members }) => [dayOf(at), entered, left, changed, members])).toEqual([
    [120, 0, 2, 0, 0],
    [35, 0, 0, 1, 2],
    [10, 1, 0, 0, 2],
    [0, 1, 0, 0, 1],
  ]);
  expect(items[1]!.values).toEqual([
    { value: "沉睡", entered: 1, left: 0 },
    { value: "活跃", entered: 0, left: 1 },
  ]);
  expect(items[0]!.members).toBe((await readTag({ ctx, input: { tag: "stage" } })).members);
  const first = await tagHistory({ ctx, input: { tag: "stage", limit: 3 } });
  const second = await tagHistory({ ctx, input: { tag: "stage", limit: 3, cursor: first.next! } });
  expect([...first.items, ...second.items]).toEqual(items);
  expect(second.next).toBeNull();
});

test("who entered or left in one evaluation is listed by name, page by page", async () => {
  const [a, b] = [await numberOf("a"), await numberOf("b")];
  const [last, , , first] = (await tagHistory({ ctx, input: { tag: "stage", limit: 50 } })).items;
  const moved = async (evaluation: number, moved: "entered" | "left") =>
    (await tagMoves({ ctx, input: { tag: "stage", evaluation, moved, limit: 10 } })).items.map(({ customer, value }) => [customer, value]);
  expect(await moved(first!.evaluation, "entered")).toEqual([[a, "活跃"]]);
  expect(await moved(first!.evaluation, "left")).toEqual([]);
  expect(await moved(last!.evaluation, "left")).toEqual([
    [a, "沉睡"],
    [b, "活跃"],
  ]);
  const page = await tagMoves({ ctx, input: { tag: "stage", evaluation: last!.evaluation, moved: "left", limit: 1 } });
  expect(page).toMatchObject({ items: [{ customer: a }], total: 2 });
  const rest = await tagMoves({ ctx, input: { tag: "stage", evaluation: last!.evaluation, moved: "left", limit: 1, cursor: page.next! } });
  expect(rest).toMatchObject({ items: [{ customer: b }], next: null });
});

test("the members that were stored at any instant can be counted and listed, whatever rules say today", async () => {
  const count = async (where: string, day: number) => (await countCustomers({ ctx, input: { where, membersAt: NOW + day * DAY } })).count;
  expect([await count("buyer", -1), await count("buyer", 0), await count("buyer", 10), await count("buyer", 34.9)]).toEqual([0, 1, 2, 2]);
  expect([await count("buyer", 35), await count("buyer", 119), await count("buyer", 120)]).toEqual([1, 1, 0]);
  expect([await count("stage=沉睡", 34), await count("stage=沉睡", 35), await count("vip and not buyer", 35)]).toEqual([0, 1, 1]);
  // Who was not yet known then is nobody's complement.
  expect([await count("not buyer", 0), await count("not vip", 5), await count("not vip", 10)]).toEqual([0, 1, 2]);
  const { items } = await listCustomers({ ctx, input: { where: "buyer", membersAt: NOW + 20 * DAY, limit: 10 } });
  expect(items.map(({ customer }) => customer)).toEqual([await numberOf("a"), await numberOf("b")]);
});
