import { sql, literal } from "../../src/engine/index.ts";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { MessageResults, Role } from "../../src/contract/index.ts";
import { importFile, undoImport } from "../../src/imports/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { openTracked, type TrackedApp } from "../support/tracking.ts";

let tagwise: TrackedApp;
beforeAll(async () => {
  tagwise = await openTracked();
});
afterAll(() => tagwise.close());

type Method = NonNullable<InjectOptions["method"]>;
async function ask(method: Method, path: string, payload?: object, more: { role?: Role; key?: string } = {}) {
  const headers = more.key === undefined ? {} : { "idempotency-key": more.key };
  const response = await tagwise.ask(more.role ?? "editor", { method, url: `/api${path}`, headers, ...(payload && { payload }) });
  return { status: response.statusCode, body: response.json<Record<string, unknown>>() };
}
/** The result of a job that a request began. */
async function ended({ status, body }: { status: number; body: unknown }): Promise<unknown> {
  expect(status, JSON.stringify(body)).toBe(202);
  const { problem, result } = await tagwise.ended((body as { job: string }).job);
  expect(problem).toBeNull();
  return result;
}
const results = (answer: { body: unknown }) =>
  (answer.body as MessageResults).results.map(({ status, added, issues }) => [
    status,
    added,
    ...issues.map(({ path, code }) => `${path} ${code}`),
  ]);

test("customers are made and updated, each with an answer; what is not named stays, null clears, a wrong type is told by its field", async () => {
  const first = await ask("POST", "/customers", {
    customers: [
      { identities: { crm: 42, phone: "13800138042" }, attributes: { name: "李雷", points: 10, interests: ["茶", "书"], level: "gold" } },
      { identities: [{ platform: "crm", external: "43" }], attributes: { points: "many", birthday: "someday", city: "上海" } },
      { identities: { phone: "12" }, atributes: {} },
      { attributes: { city: "北京" } },
      "x",
    ],
  });
  expect([first.status, first.body["accepted"], first.body["rejected"]]).toEqual([200, 1, 4]);
  expect(results(first)).toEqual([
    ["accepted", true],
    ["rejected", false, "attributes.points VALUE_TYPE", "attributes.birthday VALUE_TYPE"],
    ["rejected", false, "atributes unknown_key", "identities.phone PHONE_INVALID"],
    ["rejected", false, "identities NO_IDENTITY"],
    ["rejected", false, " MESSAGE_SHAPE"],
  ]);
  // A message that is wrong in one field leaves nothing behind.
  expect(await tagwise.customer("crm:43")).toBeNull();

  const next = [{ identities: { crm: "42" }, attributes: { points: 11, level: null } }];
  expect(results(await ask("POST", "/customers", { customers: next }))).toEqual([["accepted", true]]);
  const { attributes } = (await tagwise.customer("phone:13800138042"))!;
  expect(attributes).toMatchObject({ name: "李雷", points: "11", interests: ["茶", "书"] });
  expect(attributes).not.toHaveProperty("level");
});

test("an earlier statement that comes later does not replace a later one", async () => {
  const say = (points: number, at: string) =>
    ask("POST", "/customers", { customers: [{ identities: { crm: "late" }, attributes: { points }, at }] });
  await say(2, "2026-02-01T00:00:00Z");
  await say(1, "2026-01-01T00:00:00Z");
  expect((await tagwise.customer("crm:late"))!.attributes["points"]).toBe("2");
});

test("one customer is changed in part, by whoever may edit customers; every wrong field is told", async () => {
  await ask("POST", "/customers", { customers: [{ identities: { crm: "set" }, attributes: { city: "上海", points: 1 } }] });
  const changed = await ask(
    "PATCH",
    "/customers/crm:set",
    { attributes: { city: null, points: 5 }, identities: { wecom: "w-set" } },
    { role: "staff" },
  );
  expect(changed).toMatchObject({ status: 200, body: { added: true } });
  expect((await tagwise.customer("wecom:w-set"))!.attributes).toEqual({ points: "5" });
  expect(await ask("PATCH", "/customers/crm:set", { attributes: { points: [], birthday: true, remark: {} } })).toMatchObject({
    status: 422,
    body: { issues: [{ path: "body.attributes.points" }, { path: "body.attributes.birthday" }, { path: "body.attributes.remark" }] },
  });
  expect((await ask("PATCH", "/customers/crm:nobody", { attributes: {} })).status).toBe(404);
  expect((await ask("PATCH", "/customers/crm:set", { attributes: { points: 9 } }, { role: "read-only" })).status).toBe(403);
});

test("events are taken one by one, and each once", async () => {
  const events = [
    { event: "Order Completed", identities: { crm: "ev" }, id: "o-1", time: "2026-01-01 08:00", properties: { amount: 12.5 } },
    { event: "Order Completed", identities: { crm: "ev" }, time: "yesterday" },
    { event: "", identities: { crm: "ev" } },
    { identities: { crm: "ev" }, properties: [] },
  ];
  const first = await ask("POST", "/events", { events }, { role: "sender" });
  expect(results(first)).toEqual([
    ["accepted", true],
    ["rejected", false, "time TIME_INVALID"],
    ["rejected", false, "event CODE_BLANK"],
    ["rejected", false, "event EVENT_MISSING", "properties OBJECT_EXPECTED"],
  ]);
  expect(results(await ask("POST", "/events", { events: events.slice(0, 1) }, { role: "sender" }))).toEqual([["accepted", false]]);
  // Without an offset it is the wall clock of the workspace.
  expect(await tagwise.events("crm:ev")).toEqual([
    { event: "Order Completed", time: "2026-01-01T00:00:00.000Z", properties: { amount: "12.5" } },
  ]);
});

test("Segment's calls have answers one by one here", async () => {
  const messages = [
    { type: "identify", userId: "msg", traits: { city: "杭州" } },
    { type: "track", userId: "msg" },
  ];
  const answer = await ask("POST", "/messages", { messages });
  expect(results(answer)).toEqual([
    ["accepted", true],
    ["rejected", false, "event EVENT_MISSING"],
  ]);
});

test("a request with a key is answered once; the key belongs to one request and one caller", async () => {
  const events = [{ event: "Tried", identities: { crm: "once" } }];
  const first = await ask("POST", "/events", { events }, { key: "k-1" });
  expect(await ask("POST", "/events", { events }, { key: "k-1" })).toEqual(first);
  expect(await tagwise.events("crm:once")).toHaveLength(1);
  expect(await ask("POST", "/events", { events: [...events, 1] }, { key: "k-1" })).toMatchObject({
    status: 422,
    body: { code: "IDEMPOTENCY_KEY_USED" },
  });
  expect((await ask("POST", "/events", { events }, { key: "k-1", role: "sender" })).status).toBe(200);
  expect(await ask("POST", "/events", { events }, { key: "键" })).toMatchObject({ status: 400, body: { code: "IDEMPOTENCY_KEY_INVALID" } });
  // What failed may be tried again with the same key.
  expect((await ask("PATCH", "/customers/crm:later", { attributes: { points: 1 } }, { key: "k-2" })).status).toBe(404);
  await ask("POST", "/customers", { customers: [{ identities: { crm: "later" } }] });
  expect((await ask("PATCH", "/customers/crm:later", { attributes: { points: 1 } }, { key: "k-2" })).status).toBe(200);
});

/** Publishes the tags, again after the first time, and evaluates. */
const evaluate = () => applyTags({ ctx: tagwise.ctx, input: { document: { tags: TAGS }, prune: false } });
const TAGS = [
  { code: "vip", kind: "static", name: { zh: "贵宾", en: "VIP" } },
  { code: "rich", name: { zh: "富", en: "Rich" }, rule: { event: "Order Completed" } },
];

test("static tags are put on and taken off by identity, many at once, each with an answer", async () => {
  await evaluate();
  await ask("POST", "/customers", { customers: [{ identities: { crm: "m1" } }, { identities: { crm: "m2" } }] });
  const memberships = [
    { customer: "crm:m1", tag: "vip" },
    { customer: "crm:m2", tag: "贵宾" },
    { customer: "crm:m3", tag: "vip" },
    { customer: "crm:m1", tag: "rich" },
    { customer: "crm:m1", tag: "nothing", untill: "2099-01-01" },
    { customer: "crm:m1", tag: "vip", until: "2020-01-01T00:00:00Z" },
    { customer: "crm:m1", tag: "vip", until: 5, reason: 1 },
    { customer: "crm:m1", tag: "vip", has: false, until: "2099-01-01" },
  ];
  expect(results(await ask("POST", "/memberships", { memberships }))).toEqual([
    ["accepted", true],
    ["accepted", true],
    ["rejected", false, "customer CUSTOMER_NOT_FOUND"],
    ["rejected", false, "tag TAG_NOT_STATIC"],
    ["rejected", false, "untill unknown_key"],
    ["rejected", false, "until UNTIL_NOT_AHEAD"],
    ["rejected", false, "reason TEXT_EXPECTED", "until UNTIL_NOT_AHEAD"],
    ["rejected", false, "until UNTIL_WITHOUT_TAG"],
  ]);
  const again = [
    { customer: "crm:m1", tag: "vip" },
    { customer: "crm:m2", tag: "vip", has: false },
  ];
  expect(results(await ask("POST", "/memberships", { memberships: again }))).toEqual([
    ["accepted", false],
    ["accepted", true],
  ]);
  expect((await ask("GET", "/tags/vip")).body).toMatchObject({ members: 1 });
});

test("a customer that two became is erased whole, and is not joined to what it was", async () => {
  await ask("POST", "/events", { events: [{ event: "Tried", identities: { crm: "e1" }, id: "e-1" }] });
  await ask("POST", "/events", { events: [{ event: "Tried", identities: { phone: "13600000001" }, id: "e-2" }] });
  await ask("POST", "/customers", { customers: [{ identities: { crm: "e1", phone: "13600000001" } }] });
  // Nothing has followed the merge yet: its rows arrive before they are erased.
  expect(await ended(await ask("DELETE", "/customers/phone:13600000001"))).toMatchObject({ identities: 2, events: 2 });
  await ask("POST", "/customers", { customers: [{ identities: { crm: "e1" } }, { identities: { phone: "13600000001" } }] });
  const [one, two] = [await tagwise.customer("crm:e1"), await tagwise.customer("phone:13600000001")];
  expect(one!.customer).not.toBe(two!.customer);
  expect(await tagwise.ctx.records.selectFrom("merges").selectAll().execute()).toEqual([]);
  expect(await tagwise.events("crm:e1")).toEqual([]);
});

test("an erased customer is gone everywhere, and comes again as somebody new", async () => {
  await ask("POST", "/customers", { customers: [{ identities: { crm: "gone", phone: "13911112222" }, attributes: { city: "上海" } }] });
  await ask("POST", "/events", { events: [{ event: "Order Completed", identities: { crm: "gone" }, id: "g-1" }] });
  await ask("POST", "/memberships", { memberships: [{ customer: "crm:gone", tag: "vip" }] });
  await evaluate();
  const { customer } = (await tagwise.customer("crm:gone"))!;
  await ask("POST", `/tags/rich/overrides`, { customer: "crm:gone", direction: "out", reason: "试" });

  expect((await ask("DELETE", "/customers/crm:gone", undefined, { role: "read-only" })).status).toBe(403);
  const asked = await ask("DELETE", "/customers/crm:gone");
  // From now on, however long it takes; who comes again is somebody new.
  expect(await tagwise.customer(String(customer))).toBeNull();
  await ask("POST", "/customers", { customers: [{ identities: { crm: "gone" } }] });
  expect(await ended(asked)).toEqual({ customer, identities: 2, events: 1, attributes: 1 });
  const [kept] = await tagwise.ctx.records.selectFrom("erasures").selectAll().where("customer", "=", customer).execute();
  expect(kept).toMatchObject({ identities: null, ended_at: expect.any(Date) });
  expect(await tagwise.customer("phone:13911112222")).toBeNull();
  expect(await tagwise.customer(String(customer))).toBeNull();
  for (const table of ["identities", "customers", "attribute_values", "events", "metrics"])
    expect([
      table,
      await tagwise.ctx.facts.rows(sql`SELECT 1 AS found FROM ${sql.id(table)} WHERE customer = ${literal.integer(customer)}`),
    ]).toEqual([table, []]);
  const held = sql`bitmapContains(customers, toUInt32(${literal.integer(customer)}))`;
  expect(await tagwise.ctx.facts.rows(sql`SELECT 1 AS found FROM members FINAL WHERE ${held}`)).toEqual([]);
  const told = sql`bitmapContains(entered, toUInt32(${literal.integer(customer)})) OR bitmapContains(left, toUInt32(${literal.integer(customer)}))`;
  expect(await tagwise.ctx.facts.rows(sql`SELECT 1 AS found FROM membership_changes WHERE ${told}`)).toEqual([]);
  expect(await tagwise.ctx.records.selectFrom("overrides").where("customer", "=", customer).selectAll().execute()).toEqual([]);

  expect((await tagwise.customer("crm:gone"))!.customer).not.toBe(customer);
  expect((await tagwise.customer("crm:gone"))!.attributes).toEqual({});
});

test("erasing forgets what was sent: the same event is new, a file brings the orders back, a key answers with nobody's number", async () => {
  const events = [
    { event: "Order Completed", identities: { crm: "back" }, id: "back-1", time: "2026-01-02T08:00:00+08:00", properties: { amount: 5 } },
  ];
  const customers = [{ identities: { crm: "back" }, attributes: { city: "上海" } }];
  const first = await ask("POST", "/customers", { customers }, { key: "back-key" });
  const { customer } = (first.body as unknown as MessageResults).results[0]!;
  await ask("POST", "/events", { events }, { key: "back-events" });
  await ask("POST", "/events", { events: [{ ...events[0]!, properties: { amount: 6 } }] });
  const kept = async () => (await tagwise.ask("administrator", { url: "/api/messages/conflicts" })).json<{ total: number }>().total;
  expect(await kept()).toBe(1);

  const asked = await ask("DELETE", "/customers/crm:back");
  // At once, not only when the job has ended; and what came since is not forgotten by it.
  const between = await ask("POST", "/events", { events }, { key: "back-events" });
  expect(results(between)).toEqual([["accepted", true]]);
  await ended(asked);
  expect(results(await ask("POST", "/events", { events }))).toEqual([["accepted", false]]);
  const again = await ask("POST", "/customers", { customers }, { key: "back-key" });
  expect(results(again)).toEqual([["accepted", true]]);
  const now = (again.body as unknown as MessageResults).results[0]!.customer;
  expect(now).not.toBe(customer);
  expect((await tagwise.customer("crm:back"))!.customer).toBe(now);
  expect(await tagwise.events("crm:back")).toHaveLength(1);
  expect(await kept()).toBe(0);
});

test("the same file after an erasure, or after it was undone, brings the same events again", async () => {
  const path = join(tagwise.ctx.dataDir, "orders.csv");
  writeFileSync(path, "客户编号,订单号,下单时间,金额\nf1,F-1,2026-01-02 08:00,5\nf1,F-2,2026-01-03 08:00,6\nf2,F-3,2026-01-02 08:00,7\n");
  for (const id of [undefined, "订单号"]) {
    const mapping = {
      event: "Order Completed",
      ...(id && { id }),
      time: "下单时间",
      identities: { crm: "客户编号" },
      properties: { amount: "金额", order_id: "订单号" },
    };
    const load = () => importFile({ ctx: tagwise.ctx, input: { path, mapping } });
    const report = await load();
    expect(report).toMatchObject({ eventsAdded: 3, repeated: 0 });
    await ended(await ask("DELETE", "/customers/crm:f1"));
    expect(await load()).toMatchObject({ eventsAdded: 2, repeated: 1 });
    expect(await tagwise.events("crm:f1")).toHaveLength(2);
    for (const { id: number } of (await tagwise.ask("administrator", { url: "/api/imports" })).json<{
      items: { id: string; state: string }[];
    }>().items)
      await undoImport({ ctx: tagwise.ctx, input: { import: number } }).catch(() => undefined);
    expect(await load()).toMatchObject({ eventsAdded: 3, repeated: 0 });
    const { items } = (await tagwise.ask("administrator", { url: "/api/imports" })).json<{ items: { id: string }[] }>();
    await undoImport({ ctx: tagwise.ctx, input: { import: items[0]!.id } });
  }
});
