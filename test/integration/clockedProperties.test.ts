import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureFields, readCatalogue, seedCatalogue } from "../../src/catalogue/index.ts";
import { appendBatch } from "../../src/customers/index.ts";
import { type Ctx, type Engine, sql } from "../../src/engine/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { evaluateTags, updateMembers, nextUpdateAt } from "../../src/updates/index.ts";
import { interpretTags, type CustomerFacts } from "../../src/rules/index.ts";
import { loadTags } from "../../src/tags/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

const SECOND = 1_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TIMEZONE = "Asia/Shanghai";
/** A minute and a half before a midnight of the workspace. */
const START = Date.UTC(2026, 0, 15, 16) - 90 * SECOND;
let engine: Engine;
let ctx: Ctx;
let now = NOW;

const paid = (test: Record<string, unknown>) => ({ event: "Order Completed", where: { paid_at: test } });
const TAGS = {
  unrelated: { event: "Message Sent", within: "1h" },
  alsoOrders: { event: "Order Completed", within: "2d" },
  withinLast: paid({ withinLast: "3d" }),
  withinNext: paid({ withinNext: "1h" }),
  age: paid({ age: { between: ["1d", "2d"] } }),
  years: paid({ age: ">= 2" }),
  anniversary: paid({ anniversaryWithin: "1d" }),
  ofList: { event: "Order Completed", where: { "products[].expires": { withinNext: "30d" } }, is: ">= 2" },
  noneOfList: { event: "Order Completed", where: { "products[].expires": { none: { withinLast: "1d" } } }, is: ">= 3" },
  days: { event: "Order Completed", where: { booked: { withinNext: "1d" } } },
  last: { event: "Order Completed", measure: { last: "paid_at" }, is: { withinLast: "1d" } },
  since: { event: "Message Sent", since: { last: { event: "Order Completed", where: { paid_at: { withinLast: "2d" } } } } },
  sequence: { sequence: [{ event: "Order Completed", where: { paid_at: { age: ">= 1d" } } }, { event: "Message Sent" }] },
} as const;

interface Order {
  readonly who: string;
  readonly time: number;
  readonly paid?: number;
  readonly expires?: readonly number[];
  readonly booked?: string;
}
/** Each crosses something within the minutes that are walked. */
const ORDERS: readonly Order[] = [
  { who: "a", time: START - 5 * DAY, paid: START - 3 * DAY + 20 * SECOND },
  { who: "b", time: START - 2 * DAY + 35 * SECOND, paid: START + HOUR + 40 * SECOND },
  { who: "c", time: START - DAY, paid: START - DAY + 55 * SECOND },
  { who: "d", time: START - DAY, paid: START - 2 * DAY + 70 * SECOND },
  { who: "e", time: START - DAY, expires: [START + 30 * DAY + 10 * SECOND, START - DAY + 15 * SECOND] },
  { who: "e", time: START - DAY, expires: [START + 30 * DAY + 50 * SECOND] },
  { who: "f", time: START - DAY, paid: Date.UTC(2024, 0, 15, 20), booked: "2026-01-17" },
  { who: "f", time: START - DAY, paid: START + 25 * SECOND, booked: "2026-01-14" },
  { who: "e", time: START - DAY, paid: Date.UTC(2025, 0, 17, 4) },
];
const SENT = [
  { who: "a", time: START - HOUR + 5 * SECOND },
  { who: "c", time: START - HOUR - DAY + 30 * SECOND },
  { who: "c", time: START - 2 * HOUR },
  { who: "d", time: START - HOUR + 45 * SECOND },
];
const PEOPLE = ["a", "b", "c", "d", "e", "f"];

beforeAll(async () => {
  engine = await openTestEngine();
  now = START;
  ctx = testCtx(engine, { clock: () => now, workspace: { id: "w", name: "w", timezone: TIMEZONE } });
  await seedCatalogue({ ctx });
  const fields = { paid_at: "time", "products[].expires": "time", booked: "date" } as const;
  await ensureFields({ ctx, input: { attributes: {}, events: { "Order Completed": fields, "Message Sent": {} } } });
  await send(ORDERS, SENT);
  const tags = Object.entries(TAGS).map(([code, rule]) => ({ code: code.toLowerCase(), name: code, rule }));
  await applyTags({ ctx, input: { document: { tags }, prune: false } });
});
afterAll(() => engine.close());

async function send(orders: readonly Order[], sent: readonly { who: string; time: number }[]): Promise<void> {
  const text = (instant: number | undefined) => (instant === undefined ? undefined : new Date(instant).toISOString());
  const of = (who: string) => [{ platform: "crm", external: who }];
  const events = [
    ...orders.map(({ who, time, paid: at, expires, booked }) => ({
      event: "Order Completed",
      identities: of(who),
      time,
      properties: {
        ...(at !== undefined && { paid_at: text(at) }),
        ...(booked !== undefined && { booked }),
        ...(expires && { products: expires.map((one) => ({ expires: text(one) })) }),
      },
    })),
    ...sent.map(({ who, time }) => ({ event: "Message Sent", identities: of(who), time, properties: {} })),
  ];
  await appendBatch({ ctx, input: { customers: [], events } });
}

/** Who should have which tag as of an instant, by the interpreter. */
async function expected(asOf: number, orders: readonly Order[]): Promise<Record<string, string[]>> {
  const facts = PEOPLE.map((who): CustomerFacts => ({
    attributes: [],
    events: [
      ...orders
        .filter((order) => order.who === who)
        .map(({ time, paid: at, expires, booked }) => ({
          event: "Order Completed",
          time,
          properties: { paid_at: at, booked, ...(expires && { "products[].expires": [...expires] }) },
        })),
      ...SENT.filter((one) => one.who === who).map(({ time }) => ({ event: "Message Sent", time, properties: {} })),
    ],
  }));
  const { tags } = await loadTags({ ctx });
  const rules = new Map([...tags].map(([code, { rule }]) => [code, rule!]));
  const answers = interpretTags(rules, facts, { asOf, timezone: TIMEZONE });
  return Object.fromEntries(
    [...rules.keys()].toSorted().map((code) => [code, PEOPLE.filter((_, index) => answers[index]!.get(code) === true)]),
  );
}

async function members(): Promise<Record<string, string[]>> {
  const { tags } = await loadTags({ ctx });
  const numbers = new Map(await Promise.all(PEOPLE.map(async (who) => [await findCustomer({ ctx, input: `crm:${who}` }), who] as const)));
  const rows = await ctx.facts.rows<{ tag: number; customers: number[] }>(
    sql`SELECT tag, bitmapToArray(m.customers) AS customers FROM members AS m FINAL ORDER BY tag`,
  );
  return Object.fromEntries(
    [...tags.keys()].toSorted().map((code) => {
      const row = rows.find(({ tag }) => tag === tags.get(code)!.id);
      return [code, (row?.customers ?? []).map((customer) => numbers.get(customer)!).toSorted()];
    }),
  );
}

test("properties compared with now move their members at the instant, and nobody else's wait for them", async () => {
  expect((await readCatalogue({ ctx })).events.get("Order Completed")!.properties.get("booked")).toMatchObject({ type: "date" });
  await evaluateTags({ ctx, input: { force: true } });
  expect(await members()).toEqual(await expected(now, ORDERS));
  const late: Order = { who: "a", time: START - 5 * DAY, paid: START - 3 * DAY + 100 * SECOND };
  let orders = ORDERS;
  const seen = new Set<string>();
  let steps = 0;
  for (; now < START + 150 * SECOND; steps++) {
    // One that comes in between is known to the steps after.
    if (orders === ORDERS && now > START + 20 * SECOND) {
      orders = [...ORDERS, late];
      await send([late], []);
      await updateMembers({ ctx, input: {} });
      expect(await members()).toEqual(await expected(now, orders));
    }
    const before = await expected(now, orders);
    const due = await nextUpdateAt(ctx, now);
    // Nothing changes before the instant that was named.
    expect(await expected(due - 1, orders), `before ${due - START}`).toEqual(before);
    now = due;
    await updateMembers({ ctx, input: {} });
    const after = await expected(now, orders);
    expect(await members(), `at ${due - START}`).toEqual(after);
    for (const code of Object.keys(after)) if (JSON.stringify(before[code]) !== JSON.stringify(after[code])) seen.add(code);
  }
  // Every tag moved at an instant of its own, in steps that are as many as the instants and the minutes.
  expect([...seen].toSorted()).toEqual(
    Object.keys(TAGS)
      .map((code) => code.toLowerCase())
      .toSorted(),
  );
  expect(steps).toBeLessThan(60);
});

test("an instant far ahead, and one before, is evaluated as a whole evaluation would", async () => {
  const orders = [...ORDERS, { who: "a", time: START - 5 * DAY, paid: START - 3 * DAY + 100 * SECOND }];
  for (const jump of [3 * HOUR, 40 * DAY, -45 * DAY, 400 * DAY]) {
    now += jump;
    await updateMembers({ ctx, input: {} });
    expect(await members(), String(jump)).toEqual(await expected(now, orders));
  }
});
