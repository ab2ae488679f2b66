import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { planDeliveries, sendDue } from "../../src/actions/index.ts";
import { webhookMeans } from "../../src/app/index.ts";
import type { DeliveryShape, WebhookShape } from "../../src/contract/index.ts";
import { appendBatch } from "../../src/customers/index.ts";
import { assignTag } from "../../src/assignments/index.ts";
import type { Ctx } from "../../src/engine/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { openReceiver, type Receiver } from "../support/receiver.ts";

let tagwise: TestApp;
let receiver: Receiver;
let ctx: Ctx;
let now = Date.UTC(2026, 0, 5, 8);
const open = new AbortController().signal;

beforeAll(async () => {
  tagwise = await openTestApp({ env: { TAGWISE_WEBHOOK_NETWORKS: "127.0.0.0/8" }, clock: () => now });
  ctx = tagwise.ctx;
  receiver = await openReceiver();
  const tags = [
    { code: "vip", name: { zh: "贵宾", en: "VIP" } },
    { code: "old", name: { zh: "旧", en: "Old" } },
    { code: "spend", name: { zh: "消费额", en: "Spend" }, value: { event: "Order Completed", measure: { sum: "amount" } } },
  ];
  const { job } = await call<{ job: string }>("POST", "/tags/apply", { document: { tags } });
  await tagwise.ended(job);
  const customers = Array.from({ length: 1_201 }, (_, index) => ({
    identities: [
      { platform: "crm", external: String(index + 1) },
      ...(index === 0 ? [{ platform: "phone", external: "+8613800000001" }] : []),
    ],
    attributes: {},
    at: now,
  }));
  await appendBatch({ ctx, input: { customers } });
});
afterAll(async () => {
  await tagwise.close();
  await receiver.close();
});
afterEach(async () => {
  for (const { id } of (await call<{ items: WebhookShape[] }>("GET", "/webhooks")).items) await call("DELETE", `/webhooks/${id}`);
  receiver.received.length = 0;
  receiver.answer = 200;
  receiver.headers = {};
});

async function call<T>(method: "GET" | "POST" | "PATCH" | "DELETE", path: string, payload?: object): Promise<T> {
  const answer = await tagwise.ask("admin", { method, url: `/api${path}`, ...(payload && { payload }) });
  expect(answer.statusCode, answer.body).toBeLessThan(300);
  return answer.json<T>();
}
const create = (more: object) =>
  call<{ webhook: WebhookShape; secret: string }>("POST", "/webhooks", { name: "CRM", url: receiver.url, tags: ["vip"], ...more });
const assign = (tag: string, add: number[], remove: number[] = []) => assignTag({ ctx, input: { tag, add, remove } });
const deliveries = async (webhook: string) => (await call<{ items: DeliveryShape[] }>("GET", `/webhooks/${webhook}/deliveries`)).items;
/** Plans and sends until nothing is due. */
async function work(): Promise<void> {
  await planDeliveries(ctx);
  while (await sendDue(ctx, webhookMeans(tagwise.app), open));
}
interface Body {
  delivery: string;
  evaluation: number;
  part: number;
  parts: number;
  changes: {
    customer: number;
    move: string;
    tag: { code: string };
    value: string | null;
    identities: object[];
    cause: string;
    at: string;
  }[];
}
const bodies = () => receiver.received.map(({ body }) => JSON.parse(body) as Body);

test("who enters and leaves is told, signed so that the receiver can check it, with identities as the owner may see them", async () => {
  const { webhook, secret } = await create({});
  expect(JSON.stringify(await call("GET", `/webhooks/${webhook.id}`))).not.toContain(secret);
  await assign("old", [1]);
  await assign("vip", [1, 2]);
  now += 1_000;
  await assign("vip", [], [2]);
  await work();
  expect(bodies().map(({ changes }) => changes.map(({ customer, move, tag }) => `${tag.code} ${move} ${customer}`))).toEqual([
    ["vip entered 1", "vip entered 2"],
    ["vip left 2"],
  ]);
  const [first] = receiver.received;
  const timestamp = String(first!.headers["tagwise-timestamp"]);
  const expected = createHmac("sha256", secret).update(`${timestamp}.${first!.body}`).digest("hex");
  expect(first!.headers["tagwise-signature"]).toBe(`v1=${expected}`);
  expect(first!.headers["tagwise-delivery"]).toBe(bodies()[0]!.delivery);
  expect(bodies()[0]!.changes[0]).toMatchObject({ cause: "person", value: null, at: "2026-01-05T08:00:00.000Z" });
  // The webhook was made by a key of an administrator, who sees phone numbers.
  expect(bodies()[0]!.changes[0]!.identities).toContainEqual({ platform: "phone", external: "+8613800000001" });
  await ctx.records
    .updateTable("keys")
    .set({ revoked_at: new Date(now) })
    .where("role", "=", "admin")
    .execute();
  await assign("vip", [], [1]);
  await work();
  await ctx.records.updateTable("keys").set({ revoked_at: null }).execute();
  expect(bodies().at(-1)!.changes[0]!.identities).toContainEqual({ platform: "phone", external: "138****0001" });
});

test("many changes of one evaluation come in parts that are together exactly those who moved", async () => {
  const { webhook } = await create({ left: false });
  await assign(
    "vip",
    Array.from({ length: 1_201 }, (_, index) => index + 1),
  );
  await work();
  expect(bodies().map(({ part, parts, changes }) => [part, parts, changes.length])).toEqual([
    [1, 3, 500],
    [2, 3, 500],
    [3, 3, 201],
  ]);
  expect(new Set(bodies().flatMap(({ changes }) => changes.map(({ customer }) => customer))).size).toBe(1_201);
  await assign(
    "vip",
    [],
    Array.from({ length: 1_201 }, (_, index) => index + 1),
  );
  await work();
  expect(receiver.received).toHaveLength(3);
  expect(await deliveries(webhook.id)).toHaveLength(3);
});

test("a receiver that fails is tried again later and later with the same id; those behind wait; it is told in order at last", async () => {
  const { webhook } = await create({});
  receiver.answer = 503;
  await assign("vip", [7]);
  await work();
  await assign("vip", [8]);
  await work();
  expect(receiver.received).toHaveLength(1);
  const waits: number[] = [];
  for (let tries = 1; tries < 6; tries++) {
    const { nextTryAt, failures } = await call<WebhookShape>("GET", `/webhooks/${webhook.id}`);
    expect(failures).toBe(tries);
    waits.push(Date.parse(nextTryAt!) - now);
    now = Date.parse(nextTryAt!) - 1;
    await work();
    expect(receiver.received).toHaveLength(tries);
    now += 1;
    await work();
  }
  for (const [index, wait] of waits.entries()) expect(wait).toBeGreaterThanOrEqual(0.75 * 1000 * 2 ** index);
  receiver.answer = 200;
  now += 3_600_000;
  await work();
  const told = bodies();
  expect(new Set(told.slice(0, 7).map(({ delivery }) => delivery)).size).toBe(1);
  expect(told.at(-1)!.changes[0]!.customer).toBe(8);
  expect(await call("GET", `/webhooks/${webhook.id}`)).toMatchObject({ failures: 0, waiting: 0, dead: 0 });
  await assign("vip", [], [7, 8]);
});

test("a receiver that says when to come again is left alone until then, and no longer than a day", async () => {
  const { webhook } = await create({});
  const next = async () => Date.parse((await call<WebhookShape>("GET", `/webhooks/${webhook.id}`)).nextTryAt!) - now;
  receiver.answer = 429;
  receiver.headers = { "retry-after": "120" };
  await assign("vip", [7]);
  await work();
  expect(await next()).toBe(120_000);
  now += 119_999;
  await work();
  expect(receiver.received).toHaveLength(1);
  now += 1;
  receiver.answer = 503;
  receiver.headers = { "retry-after": new Date(now + 3_600_000).toUTCString() };
  await work();
  expect(receiver.received).toHaveLength(2);
  expect(Math.abs((await next()) - 3_600_000)).toBeLessThan(1_000);
  // What asks for less than the waits that double, or says nothing that can be read, changes nothing.
  now += 3_600_000;
  receiver.headers = { "retry-after": "soon" };
  await work();
  expect(await next()).toBeLessThan(6_000);
  now += 6_000;
  receiver.headers = { "retry-after": "999999999" };
  await work();
  expect(await next()).toBe(24 * 3_600_000);
  now += 24 * 3_600_000;
  receiver.answer = 200;
  await work();
  expect(await deliveries(webhook.id)).toMatchObject([{ state: "delivered" }]);
  await assign("vip", [], [7]);
});

test("what a receiver keeps declining is given up, and comes again when it is replayed", async () => {
  const { webhook } = await create({});
  receiver.answer = 422;
  await assign("vip", [9]);
  for (let tries = 0; tries < 5; tries++) {
    await work();
    now += 3_600_000;
  }
  expect(receiver.received).toHaveLength(5);
  expect(await deliveries(webhook.id)).toMatchObject([{ state: "dead", attempts: 5, status: 422, problem: { code: "DELIVERY_REFUSED" } }]);
  await work();
  expect(receiver.received).toHaveLength(5);
  receiver.answer = 204;
  expect(await call("POST", `/webhooks/${webhook.id}/replay`, {})).toEqual({ replayed: 1 });
  await work();
  expect(await deliveries(webhook.id)).toMatchObject([{ state: "delivered", attempts: 1, status: 204, problem: null }]);
  const [{ id }] = (await deliveries(webhook.id)) as [DeliveryShape];
  expect(await call("POST", `/webhooks/${webhook.id}/replay`, { delivery: id })).toEqual({ replayed: 1 });
  await work();
  expect(new Set(bodies().map(({ delivery }) => delivery))).toEqual(new Set([id]));
  expect(
    (await tagwise.ask("admin", { method: "POST", url: `/api/webhooks/${webhook.id}/replay`, payload: { delivery: "x" } })).statusCode,
  ).toBe(404);
  await assign("vip", [], [9]);
});

test("a crash after sending and before writing it down sends again, with the same id; one before planning misses nothing", async () => {
  const { webhook } = await create({});
  await assign("vip", [20]);
  await planDeliveries(ctx);
  await ctx.records.updateTable("webhooks").set({ told: webhook.failures }).where("id", "=", webhook.id).execute();
  await planDeliveries(ctx);
  expect(await deliveries(webhook.id)).toHaveLength(1);
  await sendDue(ctx, webhookMeans(tagwise.app), open);
  // As if the process had died between the answer and the records: it still waits, under a lease that runs out.
  await ctx.records.updateTable("deliveries").set({ state: "waiting", attempts: 0, first_at: null }).execute();
  await ctx.records
    .updateTable("webhooks")
    .set({ leased_until: new Date(now + 30_000) })
    .execute();
  expect(await sendDue(ctx, webhookMeans(tagwise.app), open)).toBe(false);
  now += 30_000;
  await work();
  const [one, two] = bodies();
  expect(receiver.received).toHaveLength(2);
  expect(one).toEqual(two);
  // An evaluation whose number appears after its successor was told of is found as well.
  await assign("vip", [21]);
  await ctx.records
    .updateTable("webhooks")
    .set(({ eb }) => ({ told: eb("told", "+", 1) }))
    .execute();
  await assign("vip", [22]);
  await work();
  expect(bodies().flatMap(({ changes }) => changes.map(({ customer }) => customer))).toEqual([20, 20, 21, 22]);
  await assign("vip", [], [20, 21, 22]);
});

test("an evaluation that still writes is not told of before it is whole", async () => {
  await create({});
  const running = await ctx.records
    .insertInto("evaluations")
    .values({ kind: "full", as_of: new Date(now), state: "running", started_at: new Date(now), milliseconds: null, failed_tags: 0 })
    .returning("id")
    .executeTakeFirstOrThrow();
  await assign("vip", [30]);
  await work();
  expect(receiver.received).toHaveLength(0);
  await ctx.records.updateTable("evaluations").set({ state: "done" }).where("id", "=", running.id).execute();
  await work();
  expect(receiver.received).toHaveLength(1);
  await assign("vip", [], [30]);
});

test("a segment's webhook tells who moves into and out of the combination, whichever of its tags moved", async () => {
  await call("POST", "/segments", { name: "贵宾非旧", where: "vip and not old" });
  await create({ tags: undefined, segment: "贵宾非旧" });
  await assign("old", [40]);
  await assign("vip", [40, 41]);
  await assign("old", [41], [40]);
  await work();
  expect(bodies().map(({ changes }) => changes.map(({ customer, move }) => `${move} ${customer}`))).toEqual([
    ["entered 41"],
    ["entered 40", "left 41"],
  ]);
  await assign("vip", [], [40, 41]);
  await assign("old", [], [41]);
});

test("a paused webhook keeps quiet and catches up; a test is sent at once and says how it went", async () => {
  const { webhook } = await create({});
  expect(await call("POST", "/webhooks/CRM/test")).toMatchObject({ kind: "test", state: "delivered", status: 200 });
  expect(bodies()[0]).toMatchObject({ type: "test" });
  receiver.answer = 302;
  expect(await call("POST", "/webhooks/CRM/test")).toMatchObject({ state: "dead", status: 302, problem: { code: "DELIVERY_REFUSED" } });
  receiver.answer = 200;
  await call("PATCH", `/webhooks/${webhook.id}`, { state: "paused" });
  await assign("vip", [50]);
  await work();
  expect(receiver.received).toHaveLength(2);
  await call("PATCH", `/webhooks/${webhook.id}`, { state: "active" });
  await work();
  expect(receiver.received).toHaveLength(3);
  const renewed = await call<{ secret: string }>("POST", `/webhooks/${webhook.id}/secret`);
  await assign("vip", [], [50]);
  await work();
  const last = receiver.received.at(-1)!;
  const signature = createHmac("sha256", renewed.secret)
    .update(`${String(last.headers["tagwise-timestamp"])}.${last.body}`)
    .digest("hex");
  expect(last.headers["tagwise-signature"]).toBe(`v1=${signature}`);
});

test("what cannot be is refused with its reason, and only who manages connections may do any of it", async () => {
  const refused = async (payload: object) => {
    const answer = await tagwise.ask("admin", {
      method: "POST",
      url: "/api/webhooks",
      payload: { name: "x", url: receiver.url, tags: ["vip"], ...payload },
    });
    return answer.json<{ code: string }>().code;
  };
  expect(await refused({ url: "http://169.254.169.254/latest/meta-data" })).toBe("ADDRESS_REFUSED");
  expect(await refused({ url: "http://10.0.0.8/" })).toBe("ADDRESS_REFUSED");
  expect(await refused({ url: "ftp://example.com/" })).toBe("ADDRESS_MALFORMED");
  expect(await refused({ tags: [] })).toBe("WEBHOOK_SCOPE");
  expect(await refused({ segment: "x" })).toBe("WEBHOOK_SCOPE");
  expect(await refused({ entered: false, left: false })).toBe("WEBHOOK_SCOPE");
  expect(await refused({ tags: ["spend"] })).toBe("WEBHOOK_METRIC");
  expect(await refused({ tags: ["nosuch"] })).toBe("TAG_NOT_FOUND");
  await create({});
  expect(await refused({ name: "CRM" })).toBe("WEBHOOK_NAME_TAKEN");
  for (const [method, url] of [
    ["GET", "/api/webhooks"],
    ["POST", "/api/webhooks/CRM/test"],
    ["DELETE", "/api/webhooks/CRM"],
  ] as const)
    expect((await tagwise.ask("marketer", { method, url })).statusCode).toBe(403);
  const stored = JSON.stringify(await ctx.records.selectFrom("webhooks").selectAll().execute());
  expect(stored).toContain("v1.");
  const audits = await ctx.records.selectFrom("audit").select("action").where("action", "like", "webhook.%").execute();
  expect(audits.length).toBeGreaterThan(5);
});
