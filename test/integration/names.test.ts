import { afterAll, beforeAll, expect, test } from "vitest";
import type { MessageResults } from "../../src/contract/index.ts";
import { openTracked, type TrackedApp } from "../support/tracking.ts";

let tagwise: TrackedApp;
let key: string;
beforeAll(async () => {
  tagwise = await openTracked();
  key = await tagwise.key("sender");
});
afterAll(() => tagwise.close());

async function send(path: string, body: string | object) {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const response = await fetch(tagwise.url + path, {
    method: "POST",
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const told = ({ body }: { body: Record<string, unknown> }) =>
  ((body["ignored"] ?? []) as { path: string; code: string }[]).map(({ path, code }) => `${path} ${code}`);
const results = ({ body }: { body: unknown }) =>
  (body as MessageResults).results.map(({ status, issues }) => [status, ...issues.map(({ path, code }) => `${path} ${code}`)]);

test("traits: the city that stands alone goes before that of the address, in any order, and the answer says so", async () => {
  const orders = ['{"city":"B","address":{"city":"A","zip":"1"}}', '{"address":{"zip":"1","city":"A"},"city":"B"}'];
  for (const [index, traits] of orders.entries()) {
    const answer = await send("/v1/identify", `{"userId":"city-${index}","traits":${traits}}`);
    expect([answer.status, answer.body["success"], told(answer)]).toEqual([200, true, ["traits.address.city NAME_TWICE"]]);
    expect((await tagwise.customer(`user:city-${index}`))!.attributes).toMatchObject({ city: "B", "address.zip": "1" });
  }
});

test("names that can be none are told by message, kept where there is a place, and counted where a person sees it", async () => {
  const long = "很".repeat(300);
  const bad = { " total": 9, "": 1, "收货\n地址": "x", [long]: "y" };
  const track = (userId: string, properties: object) => ({ type: "track", userId, event: "Named", properties });
  const batch = await send("/v1/batch", { batch: [track("n1", { total: 1 }), track("n2", bad)] });
  expect([batch.status, told(batch)]).toEqual([
    200,
    ["batch[1].properties. CODE_BLANK", "batch[1].properties.收货␤地址 CODE_SIGN", `batch[1].properties.${"很".repeat(60)}… CODE_LONG`],
  ]);
  expect((await tagwise.events("user:n2"))[0]!.properties).toEqual({ total: "9", "": "1", "收货\n地址": "x", [long]: "y" });

  const own = await send("/api/events", { events: [{ event: " Named ", identities: { crm: "n3" }, properties: bad }] });
  expect(results(own)[0]).toEqual([
    "accepted",
    "properties. CODE_BLANK",
    "properties.收货␤地址 CODE_SIGN",
    `properties.${"很".repeat(60)}… CODE_LONG`,
  ]);
  expect((await tagwise.events("crm:n3"))[0]).toMatchObject({ event: "Named", properties: { total: "9" } });

  const traits = await send("/v1/identify", { userId: "n4", traits: { " level ": "gold", "a\nb": 1 } });
  expect(told(traits)).toEqual(["traits.a␤b CODE_SIGN"]);
  expect((await tagwise.customer("user:n4"))!.attributes).toEqual({ level: "gold" });
  const refused = await send("/api/customers", {
    customers: [
      { identities: { crm: "n5" }, attributes: { " level ": "gold" } },
      { identities: { crm: "n6" }, attributes: { "a\nb": 1 } },
    ],
  });
  expect(results(refused)).toEqual([["accepted"], ["rejected", "attributes.a␤b CODE_SIGN"]]);
  expect((await tagwise.customer("crm:n5"))!.attributes).toEqual({ level: "gold" });

  const use = (await tagwise.ask("administrator", { url: "/api/catalogue/use" })).json<{
    events: { code: string; violations: number }[];
    unnamed: { event: string | null; values: number; example: string | null }[];
  }>();
  expect(use.events.find(({ code }) => code === "Named")).toMatchObject({ violations: 6 });
  expect(use.unnamed).toMatchObject([
    { event: null, values: 1, example: "a\nb" },
    { event: "Named", values: 6 },
  ]);
});

test("__proto__, constructor and toString in a message cost nobody anything", async () => {
  const inner =
    '{"__proto__":{"polluted":true},"constructor":"c","toString":"t","hasOwnProperty":"h","list":[{"__proto__":{"x":1},"valueOf":"v"}]}';
  const batch = await send(
    "/v1/batch",
    `{"batch":[{"type":"track","userId":"p1","event":"Odd","properties":${inner}},{"__proto__":{"type":"track"},"type":"track","userId":"p2","event":"Odd"},{"type":"identify","userId":"p3","traits":${inner}}],"__proto__":{"batch":[]}}`,
  );
  expect([batch.status, batch.body["rejected"]]).toEqual([200, undefined]);
  expect(told(batch)).toContain("batch[0].properties.__proto__ CODE_RESERVED");
  const [event] = await tagwise.events("user:p1");
  expect(event!.properties).toMatchObject({ constructor: "c", toString: "t", hasOwnProperty: "h", list: [{ valueOf: "v" }] });
  expect(await tagwise.events("user:p2")).toHaveLength(1);
  expect(JSON.parse(JSON.stringify((await tagwise.customer("user:p3"))!.attributes))).toMatchObject({ constructor: "c", toString: "t" });

  const own = await send(
    "/api/events",
    `{"events":[{"event":"Odd","identities":{"crm":"p4"},"properties":${inner}},{"event":"Odd","identities":{"crm":"p5"},"__proto__":1},{"event":"constructor","identities":{"crm":"p6"}},{"event":"__proto__","identities":{"crm":"p7"}}]}`,
  );
  expect(results(own)).toEqual([
    ["accepted", "properties.__proto__ CODE_RESERVED", "properties.list[0].__proto__ CODE_RESERVED"],
    ["rejected", "__proto__ unknown_key"],
    ["accepted"],
    ["rejected", "event CODE_RESERVED"],
  ]);
  const customers = await send(
    "/api/customers",
    `{"customers":[{"identities":{"crm":"p8"},"attributes":{"__proto__":1}},{"identities":{"crm":"p9"},"attributes":{"toString":"t"}}]}`,
  );
  expect(results(customers)).toEqual([["rejected", "attributes.__proto__ CODE_RESERVED"], ["accepted"]]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});
