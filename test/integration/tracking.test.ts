import { sql, literal } from "../../src/engine/index.ts";
import { gzipSync } from "node:zlib";
import RudderAnalytics from "@rudderstack/rudder-sdk-node";
import { Analytics } from "@segment/analytics-node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendMessages } from "../support/sendMessages.ts";
import { openTracked, type TrackedApp } from "../support/tracking.ts";

let tagwise: TrackedApp;
let key: string;
beforeAll(async () => {
  tagwise = await openTracked();
  key = await tagwise.key("sender");
});
afterAll(() => tagwise.close());

const basic = (name: string) => `Basic ${Buffer.from(`${name}:`).toString("base64")}`;
async function post(path: string, body: unknown, headers: Record<string, string> = { authorization: basic(key) }) {
  const response = await fetch(`${tagwise.url}/v1${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> };
}

const ORDER = {
  order_id: "S-1",
  total: 30.5,
  currency: "CNY",
  products: [
    { product_id: "p1", sku: "x", price: 10, quantity: 2 },
    { product_id: "p2", sku: "y", price: 10.5, quantity: 1 },
  ],
};

test("Segment's own Node library works as it is published", async () => {
  const errors: unknown[] = [];
  const analytics = new Analytics({ writeKey: key, host: tagwise.url, flushAt: 3, maxRetries: 0, httpRequestTimeout: 120_000 });
  analytics.on("error", (error) => errors.push(error));
  analytics.identify({ anonymousId: "seg-a", userId: "seg-1", traits: { name: "李雷", email: "Lilei@Example.com", plan: "pro", age: 30 } });
  analytics.track({ userId: "seg-1", event: "Order Completed", properties: ORDER, timestamp: new Date("2026-01-05T04:00:00.123Z") });
  analytics.track({ anonymousId: "seg-a", event: "Sample Requested", properties: { shelf: "A3", weight: 1.25, gift: true } });
  analytics.page({ userId: "seg-1", name: "Home", properties: { url: "https://x.cn/" } });
  analytics.screen({ userId: "seg-1", name: "Cart" });
  analytics.group({ userId: "seg-1", groupId: "acme", traits: { name: "Acme", seats: 5 } });
  analytics.alias({ userId: "seg-1", previousId: "seg-b" });
  await analytics.closeAndFlush({ timeout: 120_000 });
  expect(errors).toEqual([]);

  const customer = await tagwise.customer("user:seg-1");
  expect(customer!.identities.toSorted()).toEqual(["alias:seg-b", "anonymous:seg-a", "email:lilei@example.com", "user:seg-1"]);
  expect(customer!.attributes).toMatchObject({
    name: "李雷",
    email: "Lilei@Example.com",
    plan: "pro",
    age: "30",
    group: "acme",
    "group.name": "Acme",
  });
  const events = await tagwise.events("anonymous:seg-a");
  expect(events.map(({ event }) => event).toSorted()).toEqual(["Order Completed", "Page Viewed", "Sample Requested", "Screen Viewed"]);
  const order = events.find(({ event }) => event === "Order Completed")!;
  expect(order.time).toBe("2026-01-05T04:00:00.123Z");
  expect(order.properties).toMatchObject({
    total: "30.5",
    products: [
      { product_id: "p1", sku: "x", price: "10", quantity: "2" },
      { product_id: "p2", sku: "y", price: "10.5", quantity: "1" },
    ],
  });
  expect(events.find(({ event }) => event === "Sample Requested")!.properties).toMatchObject({ shelf: "A3", weight: "1.25", gift: true });
});

test("RudderStack's own Node library works as it is published, gzip and all", async () => {
  const errors: unknown[] = [];
  const rudder = new RudderAnalytics(key, {
    dataPlaneUrl: tagwise.url,
    flushAt: 20,
    errorHandler: (error: unknown) => void errors.push(error),
  });
  const done = new Promise((resolve) => {
    rudder.identify({ userId: "rud-1", traits: { name: "韩梅梅", phone: "13900139000", city: "杭州" } });
    rudder.track({ userId: "rud-1", event: "Order Completed", properties: ORDER, timestamp: new Date("2025-12-31T16:00:00Z") });
    rudder.page({ userId: "rud-1", name: "Home", properties: { title: "首页" } });
    rudder.group({ userId: "rud-1", groupId: "g-9", traits: { industry: "零售" } });
    rudder.alias({ userId: "rud-2", previousId: "rud-1" }, () => resolve(undefined));
  });
  await rudder.flush();
  await done;
  expect(errors).toEqual([]);
  const customer = await tagwise.customer("phone:13900139000");
  expect(customer!.attributes).toMatchObject({ name: "韩梅梅", city: "杭州", group: "g-9", "group.industry": "零售" });
  // Two user ids are two members until a person says otherwise: a key that stands in a page must not be able to join accounts.
  expect((await tagwise.customer("user:rud-2"))!.customer).not.toBe(customer!.customer);
  const waiting = await tagwise.ask("administrator", { url: "/api/reviews" });
  expect(waiting.body).toContain("rud-2");
  const events = await tagwise.events("user:rud-1");
  expect(events.map(({ event }) => event)).toEqual(["Order Completed", "Page Viewed"]);
  // The time that the caller gave, not the one at which the library took it.
  expect(events[0]!.time).toBe("2025-12-31T16:00:00.000Z");
});

test("every path answers success, whichever way the key comes", async () => {
  const ways: [string, Record<string, string>, object][] = [
    ["basic", { authorization: basic(key) }, {}],
    ["bearer", { authorization: `Bearer ${key}` }, {}],
    ["body", { "content-type": "text/plain" }, { writeKey: key }],
  ];
  for (const [name, headers, more] of ways) {
    const userId = `way-${name}`;
    for (const [path, message] of [
      ["/identify", { userId, traits: { plan: name } }],
      ["/i", { userId }],
      ["/track", { userId, event: "Tried", messageId: `${name}-1` }],
      ["/t", { userId, event: "Tried", messageId: `${name}-2` }],
      ["/page/", { userId, messageId: `${name}-3` }],
      ["/screen", { userId, messageId: `${name}-4` }],
      ["/group", { userId, groupId: "g" }],
      ["/alias", { userId, previousId: `before-${name}` }],
      ["/batch", { batch: [{ type: "track", userId, event: "Tried", messageId: `${name}-5` }] }],
      ["/import", { batch: [{ type: "track", userId, event: "Tried", messageId: `${name}-6`, timestamp: "2020-01-01T00:00:00Z" }] }],
    ] as const)
      expect([path, await post(path, { ...message, ...more }, headers)]).toMatchObject([path, { status: 200, body: { success: true } }]);
    expect(await tagwise.events(`user:${userId}`)).toHaveLength(6);
  }
});

test("a key that may not send, a wrong one and none are told apart; sessions do not count", async () => {
  const message = { userId: "u", event: "E" };
  const viewer = await tagwise.key("read-only");
  expect(await post("/track", message, { authorization: basic(viewer) })).toMatchObject({ status: 403, body: { code: "FORBIDDEN" } });
  expect(await post("/track", message, { authorization: basic("tw_wrong") })).toMatchObject({ status: 401, body: { code: "KEY_INVALID" } });
  expect(await post("/track", message, { authorization: "Digest x" })).toMatchObject({ status: 401, body: { code: "KEY_INVALID" } });
  expect(await post("/track", { ...message, writeKey: 7 }, {})).toMatchObject({ status: 401, body: { code: "KEY_INVALID" } });
  const login = { login: "admin", password: "correct horse" };
  const signedIn = await tagwise.server.inject({ method: "POST", url: "/api/session", payload: login });
  const cookie = String(signedIn.headers["set-cookie"]).split(";")[0]!;
  expect(await post("/track", message, { cookie })).toMatchObject({ status: 401, body: { success: false, code: "WRITE_KEY_MISSING" } });
});

test("a key that is revoked stops at once", async () => {
  const { key: made, secret } = (
    await tagwise.ask("administrator", { method: "POST", url: "/api/keys", payload: { name: "x", role: "sender" } })
  ).json<{
    key: { id: string };
    secret: string;
  }>();
  expect((await post("/page", { userId: "u" }, { authorization: basic(secret) })).status).toBe(200);
  await tagwise.ask("administrator", { method: "DELETE", url: `/api/keys/${made.id}` });
  expect((await post("/page", { userId: "u" }, { authorization: basic(secret) })).status).toBe(401);
});

test("pages of any site may send, and are told so before they do", async () => {
  const headers = {
    origin: "https://shop.example",
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization",
  };
  const before = await fetch(`${tagwise.url}/v1/track`, { method: "OPTIONS", headers });
  expect([before.status, before.headers.get("access-control-allow-origin"), before.headers.get("access-control-allow-headers")]).toEqual([
    204,
    "*",
    "authorization",
  ]);
  const sent = await post("/track", { userId: "cors", event: "Tried" }, { authorization: basic(key), origin: "https://shop.example" });
  expect([sent.status, sent.headers.get("access-control-allow-origin"), sent.headers.get("access-control-allow-credentials")]).toEqual([
    200,
    "*",
    null,
  ]);
});

test("gzip is read, up to what it unpacks to", async () => {
  const gzip = { authorization: basic(key), "content-encoding": "gzip" };
  const batch = [{ type: "track", userId: "gz", event: "Tried", messageId: "gz-1" }];
  expect(await post("/batch", gzipSync(JSON.stringify({ batch })), gzip)).toMatchObject({ status: 200, body: { success: true } });
  expect(await tagwise.events("user:gz")).toHaveLength(1);
  const bomb = gzipSync(Buffer.alloc(200 * 2 ** 20, 0x20), { level: 9 });
  expect(await post("/batch", bomb, gzip)).toMatchObject({ status: 400, body: { success: false, code: "BATCH_TOO_LARGE" } });
  expect(await post("/batch", "no gzip at all", gzip)).toMatchObject({ status: 400, body: { code: "REQUEST_MALFORMED" } });
});

test("in a batch the good are kept and the bad are named; where none is good the answer is 400 and nothing is kept", async () => {
  const batch = [
    { type: "track", userId: "mix", event: "Tried", messageId: "mix-1" },
    { type: "track", userId: "mix" },
    { type: "identify", userId: "mix", timestamp: "9999-01-01T00:00:00Z" },
  ];
  expect(await post("/batch", { batch })).toMatchObject({
    status: 200,
    body: {
      success: true,
      rejected: [
        { path: "batch[1].event", code: "EVENT_MISSING" },
        { path: "batch[2].timestamp", code: "TIME_INVALID" },
      ],
    },
  });
  expect(await tagwise.events("user:mix")).toHaveLength(1);
  expect(await post("/batch", { batch: [{ type: "track", userId: "none" }, 5] })).toMatchObject({
    status: 400,
    body: { success: false, code: "MESSAGES_REJECTED", issues: [{ path: "batch[0].event" }, { path: "batch[1]", code: "MESSAGE_SHAPE" }] },
  });
  expect(await tagwise.customer("user:none")).toBeNull();
  expect(await post("/batch", {})).toMatchObject({ status: 400, body: { issues: [{ code: "BATCH_SHAPE" }] } });
  expect(await post("/batch", { batch: [] })).toMatchObject({ status: 200, body: { success: true } });
});

test("the same message again, alone or in a batch, is one event", async () => {
  const message = { type: "track", userId: "again", event: "Tried", messageId: "again-1", properties: { n: 1 } };
  for (const [path, body] of [
    ["/track", message],
    ["/track", message],
    ["/batch", { batch: [message, message] }],
  ] as const)
    expect((await post(path, body)).status).toBe(200);
  expect(await tagwise.events("user:again")).toHaveLength(1);
});

test("while too much waits to be written the answer is 429 with when to come again, and the same request is then taken", async () => {
  const time = Date.UTC(2026, 0, 1);
  const filled = (round: number) =>
    Array.from({ length: 20_000 }, (_, index) => ({
      event: "Filled",
      identities: [{ platform: "crm", external: "full" }],
      time,
      id: `full-${round}-${index}`,
      properties: {},
    }));
  const message = { userId: "patient", event: "Tried", messageId: "patient-1" };
  // Where all was written before the request came, there was nothing to refuse it for: once more.
  for (let round = 0; ; round++) {
    const filling = sendMessages({ ctx: tagwise.ctx, input: { events: filled(round) } });
    const { status, headers, body } = await post("/track", message);
    await filling;
    if (status === 200) continue;
    expect({ status, body }).toMatchObject({ status: 429, body: { success: false, code: "STREAM_FULL" } });
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    break;
  }
  expect((await post("/track", message)).status).toBe(200);
});

test("a browser that signs in is the customer it has been; what it did before counts", async () => {
  await post("/track", { anonymousId: "b-1", event: "Product Viewed", properties: { sku: "x" }, messageId: "b-1" });
  const before = await tagwise.customer("anonymous:b-1");
  await post("/identify", { anonymousId: "b-1", userId: "b-user", traits: { plan: "free" } });
  expect((await tagwise.customer("user:b-user"))!.customer).toBe(before!.customer);
  expect(await tagwise.events("user:b-user")).toHaveLength(1);
});

test("a message of the future is kept, and does not exist before its time", async () => {
  const soon = new Date(Date.now() + 3_600_000).toISOString();
  expect((await post("/track", { userId: "future", event: "Order Completed", timestamp: soon, messageId: "f-1" })).status).toBe(200);
  expect(await tagwise.events("user:future")).toEqual([]);
  const { customer } = (await tagwise.customer("user:future"))!;
  expect(
    await tagwise.ctx.facts.rows(sql`SELECT toUnixTimestamp64Milli(time) AS at FROM events WHERE customer = ${literal.integer(customer)}`),
  ).toEqual([{ at: String(Date.parse(soon)) }]);
});
