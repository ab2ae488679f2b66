import { expect, test } from "vitest";
import type { Arrival, MessageKind } from "./message.ts";
import { translateMessage } from "./translate.ts";
import { translateMessages } from "./translateAll.ts";

const receivedAt = Date.UTC(2026, 0, 10, 12);
const arrival: Arrival = { receivedAt };
const iso = (instant: number) => new Date(instant).toISOString();
const translation = (message: object, kind?: MessageKind, given: Arrival = arrival) => {
  const outcome = translateMessage(message, given, kind);
  if (!outcome.translation) throw new Error(JSON.stringify(outcome.issues));
  return outcome.translation;
};
const codes = (message: unknown, kind?: MessageKind) =>
  translateMessage(message, arrival, kind).issues?.map(({ code, path }) => `${code} ${path}`);

test("a track call is an event of the person and of the browser, named by its message id", () => {
  const message = {
    type: "track",
    event: "Order Completed",
    userId: "u1",
    anonymousId: "a1",
    messageId: "m1",
    timestamp: "2026-01-09T00:00:00Z",
    properties: { total: 30, products: [{ sku: "x", price: 10 }] },
    integrations: { All: false },
  };
  expect(translation(message)).toEqual({
    event: {
      event: "Order Completed",
      identities: [
        { platform: "user", external: "u1" },
        { platform: "anonymous", external: "a1" },
      ],
      time: Date.UTC(2026, 0, 9),
      id: "m1",
      properties: message.properties,
    },
  });
});

test("an identify call says attributes; e-mail, phone and unionid are identities too; null clears", () => {
  const traits = {
    email: "A@x.cn",
    phone: "13912340000",
    unionid: "o1",
    plan: "pro",
    age: null,
    address: { city: "上海", postalCode: "200000", geo: { a: { b: 1 } } },
    company: { name: "知签" },
    tags: ["a", "b"],
    orders: [{ n: 1 }],
    firstName: "小明",
    lastName: "王",
    createdAt: "2020-01-01",
  };
  const { customer } = translation({ userId: "u1", traits }, "identify");
  expect(customer!.identities.map(({ platform, external }) => `${platform}:${external}`)).toEqual([
    "user:u1",
    "phone:+8613912340000",
    "email:a@x.cn",
    "unionid:o1",
  ]);
  expect(customer!.attributes).toEqual({
    email: "A@x.cn",
    phone: "13912340000",
    unionid: "o1",
    plan: "pro",
    age: null,
    city: "上海",
    "address.postalCode": "200000",
    "address.geo.a": '{"b":1}',
    company: "知签",
    tags: ["a", "b"],
    orders: '[{"n":1}]',
    firstName: "小明",
    lastName: "王",
    name: "王小明",
    registered_at: "2020-01-01",
  });
  expect(customer!.at).toBe(receivedAt);
});

test("pages and screens are events with their name, and with the page and campaign of the context", () => {
  const context = { page: { url: "https://x.cn/a", title: "A" }, campaign: { name: "double11", source: "wechat" } };
  expect(translation({ type: "page", name: "Home", userId: 7, context, properties: { title: "B" } }).event).toMatchObject({
    event: "Page Viewed",
    identities: [{ platform: "user", external: "7" }],
    properties: { url: "https://x.cn/a", title: "B", name: "Home", campaign: "double11", utm_source: "wechat" },
  });
  expect(translation({ type: "screen", name: "Cart", category: "Shop", anonymousId: "a" }).event).toMatchObject({
    event: "Screen Viewed",
    properties: { name: "Cart", category: "Shop" },
  });
});

test("a group call says which group, and its traits under it", () => {
  expect(translation({ type: "group", userId: "u", groupId: "g1", traits: { name: "Acme", size: 3 } }).customer!.attributes).toEqual({
    group: "g1",
    "group.name": "Acme",
    "group.size": 3,
  });
});

test("an alias names the user and an id of before, whatever that is; to itself it names the user alone", () => {
  const ids = (message: object) =>
    translation({ type: "alias", ...message }).customer!.identities.map(({ platform, external }) => `${platform}:${external}`);
  expect(ids({ userId: "new", previousId: "old" })).toEqual(["user:new", "alias:old"]);
  expect(ids({ userId: "one", previousId: "one" })).toEqual(["user:one"]);
});

test("an id that names nobody is left out and told; a message that names nobody else is refused with the reason", () => {
  const message = { type: "identify", userId: "guest", anonymousId: "a-1", traits: { phone: "138****8000", email: "ＡＮＮ＠shop.cn" } };
  const { events, customers, ignored, rejected } = translateMessages([message, { ...message, anonymousId: "", traits: {} }], arrival);
  expect(events).toEqual([]);
  expect(customers.map(({ identities }) => identities)).toEqual([
    [
      { platform: "anonymous", external: "a-1" },
      { platform: "email", external: "ann@shop.cn" },
    ],
  ]);
  expect(ignored.get(0)!.map(({ code, path }) => `${path} ${code}`)).toEqual([
    "userId IDENTITY_PLACEHOLDER",
    "traits.phone PHONE_DIGITS_LOST",
  ]);
  expect(rejected.map(({ issues }) => issues.map(({ code }) => code))).toEqual([["NO_IDENTITY", "IDENTITY_PLACEHOLDER"]]);
});

test("a time by a clock that is off is moved by as much; exact times stay exact", () => {
  const time = (message: object, more: Partial<Arrival> = {}) =>
    translation({ type: "track", event: "E", userId: "u", ...message }, undefined, { ...arrival, ...more }).event!.time;
  const day = 86_400_000;
  expect(time({})).toBe(receivedAt);
  expect(time({ timestamp: iso(receivedAt - 1000), sentAt: iso(receivedAt - 30) })).toBe(receivedAt - 1000);
  expect(time({ timestamp: iso(receivedAt + day - 1000) }, { sentAt: iso(receivedAt + day) })).toBe(receivedAt - 1000);
  // Never later than received, unless it was written so.
  expect(time({ timestamp: iso(receivedAt - 1000), sentAt: iso(receivedAt - day / 2) })).toBe(receivedAt);
  expect(time({ timestamp: iso(receivedAt + 1000), sentAt: iso(receivedAt - day / 2) })).toBe(receivedAt + 1000);
  // No clock is two weeks off: the time stands.
  expect(time({ timestamp: iso(receivedAt - 1000), sentAt: iso(receivedAt - 14 * day) })).toBe(receivedAt - 1000);
  expect(time({ timestamp: iso(receivedAt - 1000) }, { sentAt: iso(receivedAt + 2 * day) })).toBe(receivedAt - 1000);
  expect(time({ originalTimestamp: "1970-01-01T00:00:01Z", sentAt: "1970-01-01T00:00:10Z" })).toBe(1000);
  expect(time({ timestamp: "2020-05-01T00:00:00Z", originalTimestamp: iso(receivedAt - day), sentAt: iso(receivedAt - day) })).toBe(
    Date.UTC(2020, 4, 1),
  );
  expect(time({ timestamp: "2020-05-01T08:00:00", sentAt: "2020-05-01T08:00:00Z" }, { historical: true })).toBe(Date.UTC(2020, 4, 1, 8));
  expect(time({ timestamp: "2030-01-01" })).toBe(Date.UTC(2030, 0, 1));
});

test.each([
  ["no object", null, ["MESSAGE_SHAPE "]],
  ["no kind", { userId: "u" }, ["KIND_UNKNOWN type"]],
  ["nobody", { type: "track", event: "E" }, ["NO_IDENTITY userId"]],
  ["a placeholder for somebody", { type: "track", event: "E", userId: "undefined" }, ["NO_IDENTITY userId", "IDENTITY_PLACEHOLDER userId"]],
  ["an id that is an object", { type: "track", event: "E", userId: {} }, ["TEXT_EXPECTED userId"]],
  ["an endless id", { type: "track", event: "E", userId: "x".repeat(501) }, ["ID_LONG userId"]],
  ["a track without event", { type: "track", userId: "u" }, ["EVENT_MISSING event"]],
  ["half a letter for an event", { type: "track", userId: "u", event: "\ud800" }, ["CODE_SIGN event"]],
  ["an event's name as a list", { type: "track", userId: "u", event: ["E"] }, ["TEXT_EXPECTED event"]],
  ["properties that are a text", { type: "track", userId: "u", event: "E", properties: "x" }, ["OBJECT_EXPECTED properties"]],
  ["the year 0", { type: "track", userId: "u", event: "E", timestamp: "0000-01-01T00:00:00Z" }, ["TIME_INVALID timestamp"]],
  ["the year 9999", { type: "identify", userId: "u", timestamp: "9999-12-31T23:59:59Z" }, ["TIME_INVALID timestamp"]],
  ["a time as a number", { type: "identify", userId: "u", timestamp: 1_700_000_000 }, ["TIME_INVALID timestamp"]],
  ["half an alias", { type: "alias", userId: "u" }, ["PREVIOUS_MISSING previousId"]],
  ["a group of none", { type: "group", userId: "u" }, ["GROUP_MISSING groupId"]],
  ["more than 32 KB", { type: "identify", userId: "u", traits: { x: "字".repeat(12_000) } }, ["MESSAGE_TOO_LARGE "]],
  ["two things at once", { type: "track", event: "E", userId: [], timestamp: "x" }, ["TEXT_EXPECTED userId", "TIME_INVALID timestamp"]],
])("%s is refused with what is wrong and where", (_what, message, issues) => {
  expect(codes(message)).toEqual(issues);
});

test("nesting without end is refused, at whatever depth the parser lets through", () => {
  const deep = JSON.parse(`${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`) as object;
  expect(codes({ type: "identify", userId: "u", traits: deep })).toEqual(["MESSAGE_TOO_DEEP "]);
});

test("in a batch the good are taken and the bad are told by their place", () => {
  const { events, rejected } = translateMessages([{ type: "track", event: "E", userId: "u" }, 7, { type: "page" }], arrival);
  expect(events).toHaveLength(1);
  expect(rejected.map(({ index, issues }) => [index, issues[0]!.code])).toEqual([
    [1, "MESSAGE_SHAPE"],
    [2, "NO_IDENTITY"],
  ]);
});
