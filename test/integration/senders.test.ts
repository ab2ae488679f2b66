import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createKey } from "../../src/access/index.ts";
import type { MessageConflict, MessageResults } from "../../src/contract/index.ts";
import { forgetMessages } from "../../src/customers/index.ts";
import { openTracked, type TrackedApp } from "../support/tracking.ts";

let tagwise: TrackedApp;
beforeAll(async () => {
  tagwise = await openTracked();
});
afterAll(() => tagwise.close());

async function keyNamed(name: string) {
  const { secret } = await createKey({ ctx: tagwise.ctx, input: { name, role: "sender" } });
  return async (path: string, body: object) => {
    const headers = { authorization: `Bearer ${secret}`, "content-type": "application/json" };
    const response = await fetch(tagwise.url + path, { method: "POST", headers, body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
}
const order = (crm: string, amount: number, id = "1001", more: object = {}) => ({
  event: "Order Completed",
  identities: { crm },
  id,
  time: "2026-01-05T08:00:00+08:00",
  properties: { amount },
  ...more,
});
const outcomes = ({ body }: { body: unknown }) =>
  (body as MessageResults).results.map(({ added, issues }) => [added, ...issues.map(({ code }) => code)]);
async function ask(
  url: string,
  role: "administrator" | "read-only" = "administrator",
  method: NonNullable<InjectOptions["method"]> = "GET",
) {
  return (await tagwise.ask(role, { method, url })).json<{ total: number; items: MessageConflict[] }>();
}
const conflicts = (role: "administrator" | "read-only" = "administrator") => ask("/api/messages/conflicts?limit=100", role);

test("the same order number of two shops is two orders, of one shop one; a key of the same name is the same sender", async () => {
  const [a, b] = [await keyNamed("shop a"), await keyNamed("shop b")];
  expect(outcomes(await a("/api/events", { events: [order("sa", 10)] }))).toEqual([[true]]);
  expect(outcomes(await b("/api/events", { events: [order("sb", 20)] }))).toEqual([[true]]);
  for (const send of [a, b, await keyNamed("shop a")]) {
    const mine = send === b ? order("sb", 20) : order("sa", 10);
    expect(outcomes(await send("/api/events", { events: [mine, mine] }))).toEqual([[false], [false]]);
  }
  expect((await tagwise.events("crm:sa")).map(({ properties }) => properties["amount"])).toEqual(["10"]);
  expect((await tagwise.events("crm:sb")).map(({ properties }) => properties["amount"])).toEqual(["20"]);
  expect((await conflicts()).total).toBe(0);
});

test("both in one moment are two, and one key that sends for several says which", async () => {
  const [a, b] = [await keyNamed("moment a"), await keyNamed("moment b")];
  const sent = await Promise.all([
    a("/api/events", { events: [order("ma", 1, "m")] }),
    b("/api/events", { events: [order("mb", 2, "m")] }),
  ]);
  expect(sent.flatMap(outcomes)).toEqual([[true], [true]]);
  const again = await Promise.all([
    a("/api/events", { events: [order("ma", 1, "m")] }),
    b("/api/events", { events: [order("mb", 2, "m")] }),
  ]);
  expect(again.flatMap(outcomes)).toEqual([[false], [false]]);
  const both = await keyNamed("erp");
  expect(outcomes(await both("/api/events", { events: [order("ea", 1)], sender: "shop x" }))).toEqual([[true]]);
  expect(outcomes(await both("/api/events", { events: [order("eb", 1)], sender: "shop y" }))).toEqual([[true]]);
  const track = (userId: string) => ({ messages: [{ type: "track", userId, event: "Tried", messageId: "1" }], sender: userId });
  expect(outcomes(await both("/api/messages", track("u-x")))).toEqual([[true]]);
  expect(outcomes(await both("/api/messages", track("u-y")))).toEqual([[true]]);
});

test("other content under one id is kept aside, counted, and said in every answer; the first stands", async () => {
  const one = await keyNamed("till");
  await one("/api/events", { events: [order("c1", 10, "c")] });
  const before = (await conflicts()).total;
  expect(outcomes(await one("/api/events", { events: [order("c1", 12, "c"), order("c2", 10, "c")] }))).toEqual([
    [false, "ID_CONFLICT"],
    [false, "ID_CONFLICT"],
  ]);
  // The same again is the same conflict.
  await one("/api/events", { events: [order("c1", 12, "c")] });
  expect((await tagwise.events("crm:c1")).map(({ properties }) => properties["amount"])).toEqual(["10"]);
  expect(await tagwise.events("crm:c2")).toEqual([]);
  const { total, items } = await conflicts();
  expect(total).toBe(before + 2);
  expect(items.find(({ times }) => times === 2)).toMatchObject({
    sender: "till",
    event: "Order Completed",
    message: "c",
    payload: { time: "2026-01-05T00:00:00.000Z", properties: '{"amount":12}' },
  });
  expect((await conflicts("read-only")).items[0]).toMatchObject({ payload: null });

  const message = (n: number) => ({ userId: "c3", event: "Tried", messageId: "t-1", properties: { n } });
  expect((await one("/v1/track", message(1))).body).toEqual({ success: true });
  expect((await one("/v1/track", message(2))).body).toMatchObject({
    success: true,
    ignored: [{ code: "ID_CONFLICT", path: "messageId" }],
  });
  expect(
    (
      await one("/v1/batch", {
        batch: [
          { type: "track", ...message(1) },
          { type: "track", ...message(3) },
        ],
      })
    ).body,
  ).toMatchObject({
    success: true,
    ignored: [{ code: "ID_CONFLICT", path: "batch[1].messageId" }],
  });
});

test("a message that is tried again is the same, whatever its correction by the clock and the moment it arrives are", async () => {
  const one = await keyNamed("slow clock");
  const message = { userId: "clock", event: "Tried", messageId: "clock-1", timestamp: new Date(Date.now() - 3_600_000).toISOString() };
  for (const late of [3_600_000, 3_500_000])
    expect((await one("/v1/track", { ...message, sentAt: new Date(Date.now() - late).toISOString() })).body).toEqual({ success: true });
  const unwritten = { event: "Tried", identities: { crm: "clock-2" }, id: "clock-2" };
  for (let times = 0; times < 2; times++)
    expect(outcomes(await one("/api/events", { events: [unwritten] }))[0]).not.toContain("ID_CONFLICT");
  expect(await tagwise.events("user:clock")).toHaveLength(1);
});

test("two senders' old messages are told apart by who they are about when their numbers are forgotten", async () => {
  const [a, b] = [await keyNamed("old a"), await keyNamed("old b")];
  const old = (crm: string) => ({ events: [order(crm, 5, "old", { time: "2020-01-01" })] });
  for (const [send, crm] of [
    [a, "oa"],
    [b, "ob"],
  ] as const)
    expect(outcomes(await send("/api/events", old(crm)))).toEqual([[true]]);
  await forgetMessages({ ctx: { ...tagwise.ctx, clock: () => Date.now() + 200 * 86_400_000 } });
  for (const [send, crm] of [
    [b, "ob"],
    [a, "oa"],
  ] as const)
    expect(outcomes(await send("/api/events", old(crm)))).toEqual([[false]]);
});
