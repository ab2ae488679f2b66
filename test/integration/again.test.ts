import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readCatalogue, seedCatalogue, type FieldType } from "../../src/catalogue/index.ts";
import { appendBatch, type IncomingEvent } from "../../src/customers/index.ts";
import { type Ctx, type Engine, sql, literal } from "../../src/engine/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import type { Instant } from "../../src/kernel/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { assignTag, setOverride } from "../../src/assignments/index.ts";
import { evaluateTags } from "../../src/updates/index.ts";
import { tagDigests } from "../../src/updates/changeSources/definitions/digests.ts";
import { setEvaluatedUntil } from "../../src/membership/evaluatedUntil.ts";
import { loadTags } from "../../src/tags/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

const DAY = 86_400_000;
const HOUR = 3_600_000;
let engine: Engine;
let ctx: Ctx;
let now: Instant;

const order = (external: string, daysAgo: number, amount = 10): IncomingEvent => ({
  event: "Order Completed",
  identities: [{ platform: "crm", external }],
  time: NOW - daysAgo * DAY,
  properties: { amount },
});
const RECENT = { code: "recent", name: "近期", rule: { event: "Order Completed", within: "30d" } };
const VIP = { code: "vip", name: "贵宾" };
const NAMING = { code: "naming", name: "贵宾近期", rule: { all: [{ tag: "vip" }, { tag: "recent" }] } };
const apply = (tags: readonly object[], prune = false) => applyTags({ ctx, input: { document: { tags }, prune } });
const evaluate = (input: { asOf?: Instant; force?: boolean } = {}) => evaluateTags({ ctx, input });
const numberOf = (external: string) => findCustomer({ ctx, input: `crm:${external}` });
const membersOf = async (code: string): Promise<number[]> => {
  const { id } = await engine.records.selectFrom("tags").select("id").where("code", "=", code).executeTakeFirstOrThrow();
  const rows = await engine.facts.rows<{ customer: number }>(
    sql`SELECT arrayJoin(bitmapToArray(customers)) AS customer FROM members FINAL WHERE tag = ${literal.integer(id)} ORDER BY customer`,
  );
  return rows.map((row) => row.customer);
};
const evaluations = async () => (await engine.records.selectFrom("evaluations").select("id").execute()).length;

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine, { clock: () => now });
  now = NOW;
  await seedCatalogue({ ctx });
  await appendBatch({ ctx, input: { events: [order("a", 5), order("b", 29), order("c", 100), order("d", 3)], customers: [] } });
});
beforeEach(async () => {
  now = NOW;
  await apply([RECENT, VIP, NAMING], true);
  await evaluate({ force: true });
});
afterAll(() => engine.close());

test("where nothing changed there is nothing to do, however often it is asked; force computes all the same", async () => {
  const before = await evaluations();
  expect(await evaluate()).toMatchObject({ how: "nothing", tags: 0, entered: 0, left: 0, evaluation: before, failed: [] });
  expect((await apply([RECENT, VIP, NAMING])).evaluation).toMatchObject({ how: "nothing" });
  now += HOUR;
  expect(await evaluate()).toMatchObject({ how: "nothing" });
  expect(await evaluations()).toBe(before);
  expect(await evaluate({ force: true })).toMatchObject({ how: "full", tags: 2 });
});

test("a boundary that time crosses is found and only it is computed, forwards and back", async () => {
  const all = await membersOf("recent");
  expect(all).toHaveLength(3);
  expect(await evaluate({ asOf: NOW + DAY - 1 })).toMatchObject({ how: "nothing" });
  expect(await evaluate({ asOf: NOW + DAY })).toMatchObject({ how: "incremental", left: 1 });
  expect(await membersOf("recent")).not.toContain(await numberOf("b"));
  expect(await evaluate({ asOf: NOW })).toMatchObject({ how: "incremental", entered: 1 });
  expect(await membersOf("recent")).toEqual(all);
});

test("new rows and a changed definition are found, a new name alone changes nothing", async () => {
  await appendBatch({ ctx, input: { events: [order("e", 1)], customers: [] } });
  expect(await evaluate()).toMatchObject({ how: "incremental", entered: 1 });
  const wider = { ...RECENT, rule: { event: "Order Completed", within: "120d" } };
  const { evaluation } = await apply([wider]);
  expect(evaluation).toMatchObject({ how: expect.stringMatching(/full|incremental/), entered: 1 });
  expect(await evaluate()).toMatchObject({ how: "nothing" });
  expect((await apply([{ ...wider, name: "最近" }])).evaluation).toMatchObject({ how: "nothing" });
});

test("what the catalogue says of something a rule names is part of what the rule is; what no rule names is not", async () => {
  await apply([{ code: "spent", name: "消费", rule: { event: "Order Completed", measure: { sum: "amount" }, is: ">= 0" } }]);
  const set = await loadTags({ ctx });
  const catalogue = await readCatalogue({ ctx });
  const changed = (property: string, type: FieldType) => {
    const event = catalogue.events.get("Order Completed")!;
    const properties = new Map(event.properties).set(property, { ...event.properties.get("amount")!, code: property, type });
    const other = tagDigests(set, { ...catalogue, events: new Map(catalogue.events).set(event.code, { ...event, properties }) }, "UTC");
    const before = tagDigests(set, catalogue, "UTC");
    return Object.keys(before).filter((code) => before[code] !== other[code]);
  };
  expect(changed("amount", "text")).toEqual(["spent"]);
  expect(changed("never_heard_of", "text")).toEqual([]);
});

test("rows that are rewritten without a batch are found", async () => {
  const customer = await numberOf("d");
  await engine.facts.run(sql`ALTER TABLE events DELETE WHERE customer = ${literal.integer(customer)}`, { settings: { mutations_sync: 2 } });
  expect(await evaluate()).toMatchObject({ how: "full", left: 1 });
  expect(await evaluate()).toMatchObject({ how: "nothing" });
});

test("a tag given by hand and an override leave nothing to do behind: tags that name them followed at once", async () => {
  const [a, b] = [await numberOf("a"), await numberOf("b")];
  await assignTag({ ctx, input: { tag: "vip", add: [a, b], remove: [] } });
  expect(await membersOf("naming")).toEqual([a, b].toSorted((x, y) => x - y));
  expect(await evaluate()).toMatchObject({ how: "nothing" });
  await setOverride({
    ctx,
    input: { tag: "recent", customer: a, direction: "out", reason: "测试", until: new Date(NOW + HOUR).toISOString() },
  });
  expect(await membersOf("naming")).toEqual([b]);
  expect(await evaluate()).toMatchObject({ how: "nothing" });
  now += 2 * HOUR;
  expect(await evaluate()).toMatchObject({ how: "incremental", entered: 2 });
  await assignTag({ ctx, input: { tag: "vip", add: [], remove: [a, b] } });
});

test("a tag that failed is tried again, and whoever is new to the store computes everything once", async () => {
  await engine.records
    .updateTable("tags")
    .set({ failure: JSON.stringify({ at: "", code: "FACTS_MEMORY", zh: "", en: "" }) })
    .where("code", "=", "recent")
    .execute();
  expect(await evaluate()).toMatchObject({ how: "full" });
  expect(await evaluate()).toMatchObject({ how: "nothing" });
  await engine.records.deleteFrom("settings").where("name", "=", "evaluation.basis").execute();
  await setEvaluatedUntil(ctx, now, true);
  expect(await evaluate()).toMatchObject({ how: "full" });
});

test("a rank waits for nobody when somebody asks, and is not computed again while nothing moved", async () => {
  const top = { code: "top", name: "前一名", rule: { rank: { event: "Order Completed", measure: { sum: "amount" } }, top: 1 } };
  await apply([top]);
  await evaluate();
  expect(await evaluate()).toMatchObject({ how: "nothing" });
  await appendBatch({ ctx, input: { events: [order("c", 2, 5_000)], customers: [] } });
  expect(await evaluate()).toMatchObject({ how: "incremental" });
  expect(await membersOf("top")).toEqual([await numberOf("c")]);
});
