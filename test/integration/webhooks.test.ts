import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { committedUpTo } from "../../src/membership/index.ts";
import { dueWebhooks, planWebhook, sweepDeliveries, tellWebhook } from "../../src/actions/index.ts";
import { webhookDeps } from "../../src/app/index.ts";
import { WEBHOOK_TYPES, webhookBody, type DeliveryShape, type WebhookShape } from "../../src/contract/index.ts";
import { appendBatch } from "../../src/customers/index.ts";
import { assignTag } from "../../src/assignments/index.ts";
import type { Ctx } from "../../src/engine/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { openReceiver, type Received, type Receiver } from "../support/receiver.ts";
import { evaluateTags } from "../../src/updates/index.ts";

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
    {
      code: "level",
      name: { zh: "等级", en: "Level" },
      values: [
        { value: "gold", rule: { attribute: "points", is: ">= 100" } },
        { value: "silver", rule: { attribute: "points", is: ">= 10" } },
      ],
    },
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
  const answer = await tagwise.ask("administrator", { method, url: `/api${path}`, ...(payload && { payload }) });
  expect(answer.statusCode, answer.body).toBeLessThan(300);
  return answer.json<T>();
}
const create = (more: object) =>
  call<{ webhook: WebhookShape; secret: string }>("POST", "/webhooks", { name: "CRM", url: receiver.url, tags: ["vip"], ...more });
const assign = (tag: string, add: number[], remove: number[] = []) => assignTag({ ctx, input: { tag, add, remove } });
const deliveries = async (webhook: string) => (await call<{ items: DeliveryShape[] }>("GET", `/webhooks/${webhook}/deliveries`)).items;
/** Plans and sends until nothing is due. */
async function work(): Promise<void> {
  for (const id of await dueWebhooks(ctx)) while (await tell(id));
}
const tell = (id: string) => tellWebhook(ctx, webhookDeps(tagwise.app), id, open);
interface Change {
  customer: number;
  tag?: { code: string };
  segment?: { name: string };
  value?: string | null;
  previousValue?: string;
  identities: object[];
  cause: string;
}
interface Body {
  type: string;
  timestamp: string;
  test: boolean;
  sequence: number;
  part: number;
  parts: number;
  data: { changes: Change[] };
}
const bodies = () => receiver.received.map(({ body }) => JSON.parse(body) as Body);
const changes = () => bodies().flatMap(({ data }) => data.changes);
/** `entered vip 1`: what came, change by change. */
const told = () =>
  bodies().map(({ type, data }) =>
    data.changes.map(({ tag, segment, customer }) => `${type.split(".").at(-1)} ${tag?.code ?? segment?.name} ${customer}`),
  );
const ids = () => receiver.received.map(({ headers }) => headers["webhook-id"]);
/** What a receiver with the published library makes of a request. It refuses what is older than five minutes by the real clock. */
function verify(secret: string, { headers, body }: Received): Body {
  const real = vi.spyOn(Date, "now").mockReturnValue(now);
  try {
    return new Webhook(secret).verify(body, headers as Record<string, string>) as Body;
  } finally {
    real.mockRestore();
  }
}

test("who enters and leaves is sent, and the published library verifies it, with identities as the owner may see them", async () => {
  const { webhook, secret } = await create({});
  expect(JSON.stringify(await call("GET", `/webhooks/${webhook.id}`))).not.toContain(secret);
  await assign("old", [1]);
  await assign("vip", [1, 2]);
  now += 1_000;
  await assign("vip", [], [2]);
  await work();
  expect(told()).toEqual([["entered vip 1", "entered vip 2"], ["left vip 2"]]);
  const [first] = receiver.received;
  expect(verify(secret, first!)).toEqual(bodies()[0]);
  expect(() => verify(secret, { ...first!, body: first!.body.replace("vip", "old") })).toThrow("No matching signature");
  expect(() => verify(`whsec_${Buffer.alloc(32, 7).toString("base64")}`, first!)).toThrow("No matching signature");
  expect(Buffer.from(secret.slice("whsec_".length), "base64")).toHaveLength(32);
  expect(bodies()[0]).toMatchObject({ type: "customer.tag.entered", version: 1, test: false, timestamp: "2026-01-05T08:00:00.000Z" });
  expect(changes()[0]).toMatchObject({ cause: "person", value: null });
  // The webhook was made by a key of an administrator, who sees phone numbers.
  expect(changes()[0]!.identities).toContainEqual({ platform: "phone", external: "+8613800000001" });
  await ctx.records
    .updateTable("keys")
    .set({ revoked_at: new Date(now) })
    .where("role", "=", "administrator")
    .execute();
  await assign("vip", [], [1]);
  await work();
  await ctx.records.updateTable("keys").set({ revoked_at: null }).execute();
  expect(changes().at(-1)!.identities).toContainEqual({ platform: "phone", external: "138****0001" });
  await assign("old", [], [1]);
});

test("a move from tier to tier is sent once as a change with both values, to who receives changes", async () => {
  const points = async (by: Readonly<Record<number, number>>) => {
    const customers = Object.entries(by).map(([customer, value]) => ({
      identities: [{ platform: "crm", external: customer }],
      attributes: { points: String(value) },
      at: now,
    }));
    await appendBatch({ ctx, input: { customers } });
    await evaluateTags({ ctx, input: {} });
    now += 1_000;
  };
  await points({ 60: 20, 61: 200, 62: 20 });
  await create({ tags: ["level", "vip"] });
  await create({ name: "only", tags: ["level"], types: ["customer.tag.entered"] });
  await points({ 60: 150, 61: 15, 62: 0, 63: 10 });
  await work();
  const all = bodies().filter(({ parts }) => parts === 3);
  expect(all.map(({ type, part }) => [type, part])).toEqual([
    ["customer.tag.left", 1],
    ["customer.tag.changed", 2],
    ["customer.tag.entered", 3],
  ]);
  expect(new Set(all.map(({ sequence }) => sequence)).size).toBe(1);
  const values = all.map(({ data }) => data.changes.map(({ customer, previousValue, value }) => [customer, previousValue, value]));
  expect(values).toEqual([
    [[62, undefined, "silver"]],
    [
      [60, "silver", "gold"],
      [61, "gold", "silver"],
    ],
    [[63, undefined, "silver"]],
  ]);
  expect(
    bodies()
      .filter(({ parts }) => parts === 1)
      .map(({ data }) => data.changes.map(({ customer }) => customer)),
  ).toEqual([[63]]);
});

test("each type's messages are what its schema says", async () => {
  const { webhook } = await create({ tags: ["vip", "level"] });
  for (const { type, subject } of WEBHOOK_TYPES) if (subject === "tag") await call("POST", `/webhooks/${webhook.id}/test`, { type });
  await assign("vip", [70]);
  await assign("vip", [], [70]);
  await call("POST", "/segments", { name: "贵宾", where: "vip" });
  await call("PATCH", `/webhooks/${webhook.id}`, { segment: "贵宾" });
  for (const { type, subject } of WEBHOOK_TYPES) if (subject === "segment") await call("POST", `/webhooks/${webhook.id}/test`, { type });
  await assign("vip", [70]);
  await assign("vip", [], [70]);
  await work();
  const real = new Set<string>();
  for (const body of bodies()) {
    webhookBody(WEBHOOK_TYPES.find(({ type }) => type === body.type)!).parse(body);
    if (!body.test) real.add(body.type);
  }
  expect(real.size).toBe(4);
  const tests = bodies().filter(({ test }) => test);
  expect(tests.map(({ type }) => type).toSorted()).toEqual(WEBHOOK_TYPES.map(({ type }) => type).toSorted());
  for (const { data, sequence } of tests) expect([sequence, data.changes[0]!.customer]).toEqual([0, 0]);
  expect(tests.find(({ type }) => type === "customer.tag.changed")!.data.changes[0]).toMatchObject({
    tag: { code: "level" },
    previousValue: "gold",
    value: "silver",
  });
  expect(tests.find(({ type }) => type === "customer.segment.left")!.data.changes[0]).toMatchObject({ segment: { name: "贵宾" } });
});

test("both secrets sign during a rotation, until the old one ends by itself or by hand; no third ever signs", async () => {
  const { webhook, secret } = await create({});
  const rotate = (body: object) => call<{ webhook: WebhookShape; secret: string }>("POST", `/webhooks/${webhook.id}/secret`, body);
  const send = async (): Promise<Received> => {
    await call("POST", `/webhooks/${webhook.id}/test`, {});
    return receiver.received.at(-1)!;
  };
  const signs = async (request: Received) =>
    [one, two, three].map((each) => {
      try {
        return Boolean(verify(each, request));
      } catch {
        return false;
      }
    });
  const one = secret;
  const second = await rotate({});
  const two = second.secret;
  let three = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;
  expect(second.webhook.previousSecret).toEqual({ prefix: webhook.prefix, until: new Date(now + 24 * 3_600_000).toISOString() });
  const during = await send();
  expect(String(during.headers["webhook-signature"]).split(" ")).toHaveLength(2);
  expect(await signs(during)).toEqual([true, true, false]);
  three = (await rotate({ overlapHours: 1 })).secret;
  expect(await signs(await send())).toEqual([false, true, true]);
  now += 3_600_000;
  expect(await signs(await send())).toEqual([false, false, true]);
  expect((await call<WebhookShape>("GET", `/webhooks/${webhook.id}`)).previousSecret).toBeNull();
  await sweepDeliveries(ctx);
  expect(await ctx.records.selectFrom("webhooks").select("previous_secret").execute()).toEqual([{ previous_secret: null }]);
  await rotate({});
  expect((await call<WebhookShape>("DELETE", `/webhooks/${webhook.id}/secret/previous`)).previousSecret).toBeNull();
  expect(await signs(await send())).toEqual([false, false, false]);
  await rotate({ overlapHours: 0 });
  expect(String((await send()).headers["webhook-signature"]).split(" ")).toHaveLength(1);
});

test("what happened before a change of what is watched is sent as it was watched then", async () => {
  const { webhook } = await create({});
  await call("PATCH", `/webhooks/${webhook.id}`, { state: "paused" });
  await assign("vip", [80]);
  await assign("old", [80]);
  await call("PATCH", `/webhooks/${webhook.id}`, { tags: ["old"], types: ["customer.tag.left"], state: "active" });
  await assign("old", [], [80]);
  await assign("vip", [], [80]);
  await work();
  expect(told()).toEqual([["entered vip 80"], ["left old 80"]]);
});

test("a receiver that answers 410 wants nothing more: the webhook is paused", async () => {
  const { webhook } = await create({});
  receiver.answer = 410;
  await assign("vip", [90]);
  await work();
  expect(await call("GET", `/webhooks/${webhook.id}`)).toMatchObject({ state: "paused", dead: 1 });
  await assign("vip", [], [90]);
  await work();
  expect(receiver.received).toHaveLength(1);
});

test("many changes of one evaluation come in parts that are together exactly those who moved", async () => {
  const { webhook } = await create({ types: ["customer.tag.entered"] });
  await assign(
    "vip",
    Array.from({ length: 1_201 }, (_, index) => index + 1),
  );
  await work();
  expect(bodies().map(({ part, parts, data }) => [part, parts, data.changes.length])).toEqual(
    Array.from({ length: 13 }, (_, index) => [index + 1, 13, index < 12 ? 100 : 1]),
  );
  expect(new Set(changes().map(({ customer }) => customer)).size).toBe(1_201);
  await assign(
    "vip",
    [],
    Array.from({ length: 1_201 }, (_, index) => index + 1),
  );
  await work();
  expect(receiver.received).toHaveLength(13);
  expect(await deliveries(webhook.id)).toHaveLength(13);
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
  expect(new Set(ids().slice(0, 7)).size).toBe(1);
  expect(changes().at(-1)!.customer).toBe(8);
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
  expect(new Set(ids())).toEqual(new Set([id]));
  expect(
    (await tagwise.ask("administrator", { method: "POST", url: `/api/webhooks/${webhook.id}/replay`, payload: { delivery: "x" } }))
      .statusCode,
  ).toBe(404);
  await assign("vip", [], [9]);
});

test("a crash after sending and before writing it down sends again, with the same id; one before planning misses nothing", async () => {
  const { webhook } = await create({});
  await assign("vip", [20]);
  const plan = async () => planWebhook(ctx, webhook.id, await committedUpTo(ctx));
  await plan();
  await ctx.records.updateTable("webhooks").set({ queued_up_to: webhook.failures }).where("id", "=", webhook.id).execute();
  await plan();
  expect(await deliveries(webhook.id)).toHaveLength(1);
  await tell(webhook.id);
  // As if the process had died between the answer and the records: it still waits.
  await ctx.records.updateTable("deliveries").set({ state: "waiting", attempts: 0, first_at: null }).execute();
  await work();
  const [one, two] = bodies();
  expect(receiver.received).toHaveLength(2);
  expect(one).toEqual(two);
  expect(new Set(ids()).size).toBe(1);
  // An evaluation whose number appears after its successor was told of is found as well.
  await assign("vip", [21]);
  await ctx.records
    .updateTable("webhooks")
    .set(({ eb }) => ({ queued_up_to: eb("queued_up_to", "+", 1) }))
    .execute();
  await assign("vip", [22]);
  await work();
  expect(changes().map(({ customer }) => customer)).toEqual([20, 20, 21, 22]);
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
  expect(told()).toEqual([["entered 贵宾非旧 41"], ["left 贵宾非旧 41"], ["entered 贵宾非旧 40"]]);
  await assign("vip", [], [40, 41]);
  await assign("old", [], [41]);
});

test("a paused webhook keeps quiet and catches up; a test is sent at once and says how it went", async () => {
  const { webhook } = await create({});
  expect(await call("POST", "/webhooks/CRM/test", {})).toMatchObject({
    test: true,
    type: "customer.tag.entered",
    state: "delivered",
    status: 200,
  });
  expect(bodies()[0]).toMatchObject({ type: "customer.tag.entered", test: true });
  receiver.answer = 302;
  expect(await call("POST", "/webhooks/CRM/test", {})).toMatchObject({ state: "dead", status: 302, problem: { code: "DELIVERY_REFUSED" } });
  receiver.answer = 200;
  await call("PATCH", `/webhooks/${webhook.id}`, { state: "paused" });
  await assign("vip", [50]);
  await work();
  expect(receiver.received).toHaveLength(2);
  await call("PATCH", `/webhooks/${webhook.id}`, { state: "active" });
  await work();
  expect(receiver.received).toHaveLength(3);
  await assign("vip", [], [50]);
});

test("what cannot be is refused with its reason, and only who manages connections may do any of it", async () => {
  const refused = async (payload: object) => {
    const answer = await tagwise.ask("administrator", {
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
  expect(await refused({ types: [] })).toBe("INPUT_INVALID");
  expect(await refused({ types: ["customer.segment.entered"] })).toBe("WEBHOOK_TYPE_SUBJECT");
  expect(await refused({ types: ["customer.tag.changed"] })).toBe("WEBHOOK_NO_TIERS");
  expect(await refused({ tags: ["spend"] })).toBe("WEBHOOK_METRIC");
  expect(await refused({ tags: ["nosuch"] })).toBe("TAG_NOT_FOUND");
  await create({});
  expect(await refused({ name: "CRM" })).toBe("WEBHOOK_NAME_TAKEN");
  for (const [method, url] of [
    ["GET", "/api/webhooks"],
    ["POST", "/api/webhooks/CRM/test"],
    ["DELETE", "/api/webhooks/CRM"],
  ] as const)
    expect((await tagwise.ask("editor", { method, url })).statusCode).toBe(403);
  const stored = JSON.stringify(await ctx.records.selectFrom("webhooks").selectAll().execute());
  expect(stored).toContain("v1.");
  const audits = await ctx.records.selectFrom("audit").select("action").where("action", "like", "webhook.%").execute();
  expect(audits.length).toBeGreaterThan(5);
});
