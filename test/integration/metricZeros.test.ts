import { text } from "node:stream/consumers";
import { afterAll, beforeEach, expect, test } from "vitest";
import { exportCustomers } from "../../src/exports/index.ts";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { appendBatch } from "../../src/customers/index.ts";
import { type Ctx, type Engine, sql } from "../../src/engine/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { readCustomer, readTag } from "../../src/insight/index.ts";
import { applyTags, previewRule } from "../../src/publishing/index.ts";
import { evaluateTags, updateMembers } from "../../src/updates/index.ts";
import { explainTag } from "../../src/explain/index.ts";
import { countCustomers } from "../../src/segments/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

const DAY = 86_400_000;
let engine: Engine;
let ctx: Ctx;
let now = NOW;
afterAll(() => engine.close());

const PEOPLE = ["recent", "old", "quiet", "returned"] as const;
const order = (external: string, daysAgo: number, amount: number) => ({
  event: "Order Completed",
  identities: [{ platform: "crm", external }],
  time: NOW - daysAgo * DAY,
  properties: { amount, channel: "web" },
});
const recent = { event: "Order Completed", within: "90d" };

/** Every measure that is 0 over nothing, and two that are missing. */
const METRICS = {
  spent: { ...recent, measure: { sum: "amount" } },
  orders: recent,
  channels: { ...recent, measure: { distinctCount: "channel" } },
  days: { ...recent, measure: "activeDays" },
  basket: { ...recent, measure: { average: "amount" } },
  largest: { ...recent, measure: { maximum: "amount" } },
};
const VALUES = {
  recent: { spent: "30", orders: "2", channels: "1", days: "2", basket: "15", largest: "20" },
  old: { spent: "0", orders: "0", channels: "0", days: "0" },
  quiet: { spent: "0", orders: "0", channels: "0", days: "0" },
  // The two orders sum to 0, which is a value like any other.
  returned: { spent: "0", orders: "2", channels: "1", days: "2", basket: "0", largest: "5" },
} as const;

const rulesOn = [
  { code: "nothing_spent", rule: { metric: "spent", is: "= 0" } },
  { code: "few_orders", rule: { metric: "orders", is: "< 1" } },
  { code: "no_basket", rule: { not: { metric: "basket", is: ">= 0" } } },
  {
    code: "level",
    values: [
      { value: "无", rule: { metric: "spent", is: "<= 0" } },
      { value: "有", rule: { metric: "spent", is: "> 0" } },
    ],
  },
];
const metrics = Object.entries(METRICS).map(([code, value]) => ({ code, kind: "metric", value }));
/** Has nothing to do with the metrics, but reads every order there ever was. */
const unrelated = { code: "unrelated", rule: { event: "Order Completed", is: ">= 3" } };

beforeEach(async () => {
  await engine?.close();
  now = NOW;
  engine = await openTestEngine();
  ctx = testCtx(engine, { clock: () => now });
  await seedCatalogue({ ctx });
  const customers = PEOPLE.map((external) => ({
    identities: [{ platform: "crm", external }],
    attributes: { city: "上海" },
    at: NOW - DAY,
  }));
  const events = [order("recent", 1, 10), order("recent", 2, 20), order("old", 200, 7), order("returned", 3, 5), order("returned", 4, -5)];
  await appendBatch({ ctx, input: { customers, events } });
});

const numberOf = (external: string) => findCustomer({ ctx, input: `crm:${external}` });

/** The metrics of everybody as the customer's page, the export and the reasons have them. */
async function seen() {
  const columns = Object.keys(METRICS);
  const csv = await text(
    (
      await exportCustomers({
        ctx,
        input: { format: "jsonl", columns: ["identity.crm", ...columns.map((code) => `tag.${code}`)].join(",") },
      })
    ).stream,
  );
  const exported = csv
    .trim()
    .split("\n")
    .map((line) => Object.values(JSON.parse(line) as Record<string, unknown>));
  const found: Record<string, Record<string, string>> = {};
  for (const external of PEOPLE) {
    const customer = await numberOf(external);
    const { tags } = await readCustomer({ ctx, input: { customer: String(customer) } });
    const own = Object.fromEntries(tags.filter(({ kind }) => kind === "metric").map(({ code, value }) => [code, value!]));
    const row = exported.find(([first]) => first === external)!.slice(1);
    const known = columns.flatMap((code, index) => (row[index] === null ? [] : [[code, String(row[index])] as const]));
    expect(Object.fromEntries(known), `exported of ${external}`).toEqual(own);
    for (const code of columns) {
      const why = await explainTag({ ctx, input: { customer, tag: code } });
      expect([external, code, why.value, why.has]).toEqual([external, code, own[code] ?? null, code in own]);
    }
    found[external] = own;
  }
  return found;
}

async function members(where: string): Promise<number> {
  return (await countCustomers({ ctx, input: { where } })).count;
}

test("counts, sums, distinct counts and active days of nothing are 0 for everybody, whatever other tags are published", async () => {
  for (const extra of [[], [unrelated]]) {
    await applyTags({ ctx, input: { document: { tags: [...metrics, ...rulesOn, ...extra] }, prune: false } });
    expect(await seen()).toEqual(VALUES);
    expect(await readTag({ ctx, input: { tag: "spent" } })).toMatchObject({
      members: 4,
      spread: { customers: 4, minimum: "0", median: "0", maximum: "30", average: "7.5" },
    });
    expect(await readTag({ ctx, input: { tag: "basket" } })).toMatchObject({ members: 2, spread: { customers: 2 } });
    expect(await members("nothing_spent")).toBe(3);
    expect(await members("few_orders")).toBe(2);
    expect(await members("no_basket")).toBe(2);
    expect(await members("level = 无")).toBe(3);
    expect(await members("level = 有")).toBe(1);
  }
  const preview = await previewRule({ ctx, input: { definition: { rule: { metric: "days", is: { between: [0, 1] } } } } });
  expect(preview).toMatchObject({ count: 2 });
});

test("no row is stored of a zero", async () => {
  await applyTags({ ctx, input: { document: { tags: [...metrics, unrelated] }, prune: false } });
  const stored = async () =>
    ctx.facts.rows(
      sql`SELECT tag FROM metrics FINAL WHERE isNotNull(number) OR isNotNull(time) GROUP BY tag HAVING countIf(number = 0) > 0 ORDER BY tag`,
    );
  const basket = (await ctx.records.selectFrom("tags").select("id").where("code", "=", "basket").executeTakeFirstOrThrow()).id;
  expect(await stored()).toEqual([{ tag: basket }]);
  await evaluateTags({ ctx, input: { force: true } });
  expect(await stored()).toEqual([{ tag: basket }]);
});

test("a customer whose orders have left the window has 0 again, and so has who has just come", async () => {
  await applyTags({ ctx, input: { document: { tags: [...metrics, ...rulesOn] }, prune: false } });
  await updateMembers({ ctx, input: {} });
  now = NOW + 100 * DAY;
  await appendBatch({
    ctx,
    input: { events: [], customers: [{ identities: [{ platform: "crm", external: "new" }], attributes: {}, at: now }] },
  });
  await updateMembers({ ctx, input: {} });
  expect(await seen()).toEqual(Object.fromEntries(PEOPLE.map((external) => [external, VALUES.quiet])));
  expect(await members("nothing_spent")).toBe(5);
  expect(await readTag({ ctx, input: { tag: "orders" } })).toMatchObject({ members: 5, spread: { customers: 5, maximum: "0" } });
});
