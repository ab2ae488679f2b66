import fc from "../support/properties.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readCatalogue, seedCatalogue } from "../../src/catalogue/index.ts";
import {
  appendBatch,
  listCustomerEvents,
  readAttributes,
  readProfile,
  searchCustomers,
  summariseCustomers,
  type IncomingCustomer,
  type IncomingEvent,
} from "../../src/customers/index.ts";
import { type Ctx, type Engine, sql, literal } from "../../src/engine/index.ts";
import { findCustomer, findCustomers } from "../../src/identity/index.ts";
import type { Permission } from "../../src/kernel/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

let engine: Engine;
let ctx: Ctx;

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine);
  await seedCatalogue({ ctx });
});
afterAll(() => engine.close());

const DAY = 86_400_000;
const viewer = () =>
  testCtx(engine, { actor: { kind: "person", id: "v", name: "访客", permissions: new Set<Permission>(["tag.read", "customer.read"]) } });

function order(external: string, more: Partial<IncomingEvent> = {}): IncomingEvent {
  return { event: "Order Completed", identities: [{ platform: "crm", external }], time: NOW - DAY, properties: { amount: 12.5 }, ...more };
}

function person(external: string, attributes: IncomingCustomer["attributes"], at = NOW - DAY): IncomingCustomer {
  return { identities: [{ platform: "crm", external }], attributes, at };
}

async function count(table: string): Promise<number> {
  const [row] = await ctx.facts.rows<{ n: string }>(sql`SELECT count() AS n FROM ${sql.id(table)}`);
  return Number(row!.n);
}

test("a batch makes customers, identities, attributes and events; the same batch again adds nothing", async () => {
  const input = {
    customers: [person("a1", { name: "张三", city: "上海", points: "10.50", interests: ["母婴", "食品"], birthday: "1990-01-01" })],
    events: [
      order("a1"),
      order("a2", {
        identities: [
          { platform: "crm", external: "a2" },
          { platform: "手机", external: "138 0000 0001" },
        ],
      }),
    ],
  };
  const first = await appendBatch({ ctx, input });
  expect(first).toMatchObject({ customersCreated: 2, identitiesAdded: 3, eventsAdded: 2, attributesAdded: 5, repeated: 0, rejected: 0 });
  const tables = ["customers", "identities", "attribute_values", "events"];
  const before = await Promise.all(tables.map(count));
  const second = await appendBatch({ ctx, input });
  expect(second).toMatchObject({ customersCreated: 0, identitiesAdded: 0, eventsAdded: 0, attributesAdded: 0, repeated: 7 });
  expect(await Promise.all(tables.map(count))).toEqual(before);
  expect(await findCustomer({ ctx, input: "phone:13800000001" })).toBe(await findCustomer({ ctx, input: "crm:a2" }));
});

test("the same batch sent by two at once counts once", async () => {
  const input = { customers: [person("twice", { name: "李四" })], events: [order("twice"), order("twice", { id: "m-1" })] };
  const both = await Promise.all([appendBatch({ ctx, input }), appendBatch({ ctx, input })]);
  expect(both.map((one) => one.eventsAdded).toSorted()).toEqual([0, 2]);
  expect(both.map((one) => one.customersCreated).toSorted()).toEqual([0, 1]);
  // While the first is still being written it may yet fail, so the second states the value too: twice is once.
  expect(Math.max(...both.map((one) => one.attributesAdded))).toBe(1);
  expect(await appendBatch({ ctx, input })).toMatchObject({ eventsAdded: 0, customersCreated: 0, attributesAdded: 0 });
});

test("equal events within a batch each count; a named event counts once, whatever else it says", async () => {
  const added = await appendBatch({ ctx, input: { events: [order("r"), order("r"), order("r")] } });
  expect(added.eventsAdded).toBe(3);
  const named = [order("r", { id: "x" }), order("r", { id: "x", properties: { amount: 99 } })];
  expect((await appendBatch({ ctx, input: { events: named } })).eventsAdded).toBe(1);
  expect((await appendBatch({ ctx, input: { events: [order("r", { id: "x", event: "Order Refunded" })] } })).eventsAdded).toBe(1);
  const again = [order("r", { properties: { channel: "app", amount: 1 } }), order("r", { properties: { amount: 1, channel: "app" } })];
  expect((await appendBatch({ ctx, input: { events: again.slice(0, 1) } })).eventsAdded).toBe(1);
  expect((await appendBatch({ ctx, input: { events: again.slice(1) } })).eventsAdded).toBe(0);
});

test("messages without a usable identity, with an impossible time or an unspeakable name are left out and named", async () => {
  const events = [order("null"), order("ok"), order("ok", { time: Number.NaN }), order("ok", { event: " " })];
  const added = await appendBatch({ ctx, input: { events, customers: [person(" ", { name: "x" })] } });
  expect(added).toMatchObject({ eventsAdded: 1, rejected: 4 });
  expect(added.issues.map(({ code, path }) => [code, path])).toEqual([
    ["NO_IDENTITY", "customers[0].identities"],
    ["NO_IDENTITY", "events[0].identities"],
    ["TIME_RANGE", "events[2].time"],
    ["CODE_BLANK", "events[3].event"],
  ]);
});

test("properties nobody has seen register themselves with the type of their values", async () => {
  const properties = { weight: 1.25, gift: true, due: "2026-02-01T00:00:00+08:00", notes: ["a", "b"], ship: { city: "杭州" }, mixed: "7" };
  const events = [order("t", { event: "Parcel Sent", properties }), order("t", { event: "Parcel Sent", properties: { mixed: 7 } })];
  expect((await appendBatch({ ctx, input: { events } })).violations).toEqual([]);
  const parcel = (await readCatalogue({ ctx })).events.get("Parcel Sent")!;
  expect(Object.fromEntries([...parcel.properties.values()].map(({ code, type }) => [code, type]))).toEqual({
    weight: "number",
    gift: "boolean",
    due: "time",
    notes: "list",
    "ship.city": "text",
    mixed: "number",
  });
  expect(parcel.labelled).toBe(false);
  const { items } = await listCustomerEvents({ ctx, input: { customer: "crm:t", limit: 10 } });
  expect(items.map((item) => item.properties)).toContainEqual({
    weight: "1.25",
    gift: true,
    due: "2026-01-31T16:00:00.000Z",
    notes: ["a", "b"],
    "ship.city": "杭州",
    mixed: "7",
  });
});

test("a value that does not have the catalogue's type is kept as text beside the columns, counted and shown", async () => {
  const added = await appendBatch({ ctx, input: { events: [order("m", { properties: { amount: "约十元", order_id: 7 } })] } });
  expect(added.violations).toEqual([{ event: "Order Completed", code: "amount", type: "number", values: 1, example: "约十元" }]);
  const { items } = await listCustomerEvents({ ctx, input: { customer: "crm:m", limit: 10 } });
  expect(items[0]!.properties).toEqual({ amount: "约十元", order_id: "7" });
});

test("a list of objects comes back as objects, and its members have one length, later registered ones included", async () => {
  const products = [
    { sku: "s1", price: 3 },
    { sku: "s2", quantity: 2 },
  ];
  await appendBatch({ ctx, input: { events: [order("p", { properties: { products } })] } });
  await appendBatch({ ctx, input: { events: [order("p", { time: NOW, properties: { products: [{ sku: "s3", colour: "红" }] } })] } });
  const { items } = await listCustomerEvents({ ctx, input: { customer: "crm:p", limit: 10 } });
  expect(items.map((item) => item.properties)).toEqual([
    { products: [{ sku: "s3", colour: "红" }] },
    {
      products: [
        { sku: "s1", price: "3" },
        { sku: "s2", quantity: "2" },
      ],
    },
  ]);
  const members = [...(await readCatalogue({ ctx })).events.get("Order Completed")!.properties.values()].filter(({ array }) => array);
  expect(members.length).toBeGreaterThan(9);
  const lengths = sql.join(members.map(({ field }) => sql`length(${sql.id(field)})`));
  const customer = await findCustomer({ ctx, input: "crm:p" });
  const rows = await ctx.facts.rows<{ lengths: string[] }>(
    sql`SELECT arrayDistinct([${lengths}]) AS lengths FROM events WHERE customer = ${literal.integer(customer)} ORDER BY time`,
  );
  expect(rows.map((row) => row.lengths.map(Number))).toEqual([[2], [1]]);
});

test("numbers are decimals: sums of amounts are exact", async () => {
  const events = Array.from({ length: 10 }, (_, index) => order("d", { id: `d${index}`, properties: { amount: index % 2 ? 0.1 : "0.2" } }));
  await appendBatch({ ctx, input: { events } });
  const customer = await findCustomer({ ctx, input: "crm:d" });
  expect(await ctx.facts.rows(sql`SELECT sum(p_amount) AS total FROM events WHERE customer = ${literal.integer(customer)}`)).toEqual([
    { total: "1.5" },
  ]);
});

test("an attribute has the value stated for the latest instant up to T, of several for one instant the greatest; null clears it", async () => {
  const append = (attributes: IncomingCustomer["attributes"], at: number) =>
    appendBatch({ ctx, input: { customers: [person("h", attributes, at)] } });
  await append({ city: "北京" }, NOW - 3 * DAY);
  await append({ city: "深圳" }, NOW - DAY);
  await append({ city: "广州" }, NOW - 2 * DAY);
  await append({ city: "上海" }, NOW - DAY);
  const customer = await findCustomer({ ctx, input: "crm:h" });
  const city = async (asOf: number) =>
    (await readAttributes({ ctx, input: { customers: [customer], asOf } }))
      .get(customer)
      ?.find(({ attribute }) => attribute.code === "city")?.value;
  expect([await city(NOW - 4 * DAY), await city(NOW - 3 * DAY), await city(NOW - 2 * DAY), await city(NOW)]).toEqual([
    undefined,
    "北京",
    "广州",
    "深圳",
  ]);
  await append({ city: null }, NOW - 1);
  expect(await city(NOW)).toBeUndefined();
  expect(await city(NOW - 2)).toBe("深圳");
});

test("a time without offset is the workspace's; an attribute value that does not fit is counted, kept aside, and changes nothing", async () => {
  await appendBatch({ ctx, input: { customers: [person("b", { birthday: "1996-05-01", points: 5 }, NOW - 2 * DAY)] } });
  const added = await appendBatch({ ctx, input: { customers: [person("b", { points: "很多" })] } });
  expect(added.violations).toEqual([{ event: null, code: "points", type: "number", values: 1, example: "很多" }]);
  const { attributes } = await readProfile({ ctx, input: { customer: "crm:b" } });
  expect(attributes.map(({ code, value }) => [code, value])).toEqual([
    ["birthday", "1996-05-01"],
    ["points", "5"],
  ]);
  const kept = await ctx.facts.rows(sql`SELECT attribute, text FROM attribute_values WHERE text = '很多'`);
  expect(kept).toEqual([{ attribute: "points", text: "很多" }]);
});

test("a timeline pages newest first and shows every event once, events of one instant included", async () => {
  const events = Array.from({ length: 25 }, (_, index) =>
    order("page", { id: `page${index}`, time: NOW - (index % 3) * DAY, properties: {} }),
  );
  await appendBatch({ ctx, input: { events: [...events, order("page", { time: NOW + DAY })] } });
  const seen: { time: string; id: string }[] = [];
  let cursor: string | undefined;
  const totals: (number | null)[] = [];
  do {
    const page = await listCustomerEvents({ ctx, input: { customer: "crm:page", limit: 7, cursor } });
    seen.push(...page.items);
    totals.push(page.total);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(25);
  expect(seen.map(({ time }) => time)).toEqual(
    seen
      .map(({ time }) => time)
      .toSorted()
      .toReversed(),
  );
  expect(totals).toEqual([25, null, null, null]);
  expect((await listCustomerEvents({ ctx, input: { customer: "crm:page", event: "订单退款", limit: 7 } })).items).toEqual([]);
  await expect(listCustomerEvents({ ctx, input: { customer: "crm:page", limit: 7, cursor: "nonsense" } })).rejects.toMatchObject({
    code: "CURSOR_INVALID",
  });
});

test("who lacks customer.personal sees masks, and the company's own numbers", async () => {
  const identities = [
    { platform: "member", external: "mask-1" },
    { platform: "phone", external: "13912345678" },
    { platform: "email", external: "lilei@example.com" },
    { platform: "taobao", external: "小红的小店" },
  ];
  const attributes = { name: "王小明", phone: "13912345678", email: "lilei@example.com", child_birthday: "2024-01-01", city: "苏州" };
  await appendBatch({ ctx, input: { customers: [{ identities, attributes, at: NOW }] } });
  const masked = await readProfile({ ctx: viewer(), input: { customer: "member:mask-1" } });
  expect(masked.name).toBe("王**");
  expect(masked.identities.map(({ platform, external }) => `${platform}:${external}`)).toEqual([
    "member:mask-1",
    "taobao:小***店",
    "phone:139****5678",
    "email:l***@example.com",
  ]);
  expect(masked.attributes.map(({ code, value }) => `${code}=${value}`)).toEqual([
    "name=王**",
    "phone=139****5678",
    "email=l***@example.com",
    "city=苏州",
    "child_birthday=****",
  ]);
  const whole = await readProfile({ ctx, input: { customer: "taobao:小红的小店" } });
  expect(whole.name).toBe("王小明");
  expect(whole.identities).toContainEqual({ platform: "phone", external: "+8613912345678" });
  const [line] = await summariseCustomers({ ctx: viewer(), input: { customers: [whole.customer], attributes: ["city", "phone"] } });
  expect(line).toMatchObject({ name: "王**", attributes: { city: "苏州", phone: "139****5678" }, lastSeen: null });
});

test("people are found by number, part of a name, and identity from its beginning; a former name finds nobody", async () => {
  const identities = [
    { platform: "crm", external: "find-1" },
    { platform: "phone", external: "13711112222" },
    { platform: "taobao", external: "寻梦人" },
  ];
  await appendBatch({ ctx, input: { customers: [{ identities, attributes: { name: "旧名欧阳" }, at: NOW - DAY }] } });
  await appendBatch({ ctx, input: { customers: [{ identities, attributes: { name: "欧阳询梦 Ouyang" }, at: NOW }] } });
  const customer = await findCustomer({ ctx, input: "crm:find-1" });
  const search = async (q: string, as = ctx) => (await searchCustomers({ ctx: as, input: { q, limit: 10 } })).customers;
  for (const q of [
    String(customer),
    "欧阳询",
    "ouYANG",
    "find-1",
    "find-",
    "1371111",
    "137 1111 2222",
    "+861371111",
    "taobao:寻梦",
    "手机:13711112222",
  ])
    expect({ q, found: await search(q) }).toEqual({ q, found: expect.arrayContaining([customer]) });
  expect(await search("旧名")).toEqual([]);
  expect(await search("wecom:寻梦")).toEqual([]);
  for (const q of ["欧阳询", "find-", "1371111"]) expect(await search(q, viewer())).toEqual([]);
  for (const q of ["欧阳询梦 Ouyang", "find-1", "13711112222", "taobao:寻梦人"]) expect(await search(q, viewer())).toEqual([customer]);
});

test("text of a person in a search stays text", async () => {
  for (const q of ["'", "\\", "') OR 1=1 --", "%", "taobao:'); DROP TABLE customers; --", "{x:String}"])
    expect((await searchCustomers({ ctx, input: { q, limit: 10 } })).customers).toEqual([]);
});

test("everybody, or those of a bitmap, come in pages by number", async () => {
  const total = await count("customers");
  const all: number[] = [];
  for (let after: number | null = 0; after !== null;) {
    const page: Awaited<ReturnType<typeof searchCustomers>> = await searchCustomers({ ctx, input: { after, limit: 4 } });
    expect(page.total).toBe(total);
    all.push(...page.customers);
    after = page.next;
  }
  expect(all).toEqual(Array.from({ length: total }, (_, index) => index + 1));
  const among = sql`SELECT bitmapBuild(CAST([2, 3, 5], 'Array(UInt32)'))`;
  expect(await searchCustomers({ ctx, input: { among, after: 2, limit: 1 } })).toEqual({ customers: [3], next: 3, total: 3 });
  expect((await searchCustomers({ ctx, input: { among, q: "5", limit: 9 } })).customers).toEqual([5]);
});

test("a customer that does not exist is named as asked for", async () => {
  for (const ref of ["999999999", "crm:nobody", "99999999999999999999", "", "a b:c", "phone:12"])
    await expect(findCustomer({ ctx, input: ref })).rejects.toMatchObject({ code: "CUSTOMER_NOT_FOUND", params: { ref } });
});

test("without permission nothing is read or written", async () => {
  const nobody = testCtx(engine, { actor: { kind: "person", id: "n", name: "无权", permissions: new Set() } });
  for (const attempt of [
    () => appendBatch({ ctx: viewer(), input: {} }),
    () => readProfile({ ctx: nobody, input: { customer: "1" } }),
    () => listCustomerEvents({ ctx: nobody, input: { customer: "1", limit: 1 } }),
    () => searchCustomers({ ctx: nobody, input: { limit: 1 } }),
    () => summariseCustomers({ ctx: nobody, input: { customers: [1] } }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN" });
});

/** People who all give one number of their own with whatever else: nothing conflicts. */
const anyMessages = fc
  .array(fc.array(fc.uniqueArray(fc.nat(3), { maxLength: 3 }), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 })
  .map((people) =>
    people.flatMap((messages, who) =>
      messages.map((others) => ({ who, platforms: ["member", ...others.map((other) => ["taobao", "wecom", "email", "phone"][other]!)] })),
    ),
  );

test("the same messages in any order and any batches make the same customers", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      anyMessages,
      fc.infiniteStream(fc.nat(1_000_000)),
      fc.integer({ min: 1, max: 4 }),
      async (messages, random, batches) => {
        const external = (platform: string, who: number, world: string) =>
          platform === "phone"
            ? `139${String(run * 100 + who).padStart(7, "0")}${world === "x" ? 1 : 2}`
            : platform === "email"
              ? `${world}${run}.${who}@x.com`
              : `${world}${run}-${who}`;
        const event =
          (world: string) =>
          ({ who, platforms }: (typeof messages)[number], index: number) =>
            order("", {
              identities: platforms.map((platform) => ({ platform, external: external(platform, who, world) })),
              time: NOW - index,
            });
        run++;
        await appendBatch({ ctx, input: { events: messages.map(event("x")) } });
        const shuffled = messages
          .map((message) => ({ message, at: random.next().value as number }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ message }) => message);
        const size = Math.ceil(shuffled.length / batches);
        for (let from = 0; from < shuffled.length; from += size)
          expect((await appendBatch({ ctx, input: { events: shuffled.slice(from, from + size).map(event("y")) } })).conflicts).toBe(0);
        const parts = async (world: string) => {
          const refs = [
            ...new Set(
              messages.flatMap(({ who, platforms }) => platforms.map((platform) => `${platform}:${external(platform, who, world)}`)),
            ),
          ];
          const found = await findCustomers({ ctx, input: refs });
          expect(found.size).toBe(refs.length);
          return new Set(found.values()).size;
        };
        const people = new Set(messages.map(({ who }) => who)).size;
        expect([await parts("x"), await parts("y")]).toEqual([people, people]);
      },
    ),
    { numRuns: 6 },
  );
});
