import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importFile } from "../../src/imports/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { openTracked, type TrackedApp } from "../support/tracking.ts";

let tagwise: TrackedApp;
let key: string;
beforeAll(async () => {
  tagwise = await openTracked();
  key = await tagwise.key("sender");
});
afterAll(() => tagwise.close());

/** JSON as a program of another language writes it: JavaScript would round the numbers before they leave. */
async function ask(method: NonNullable<InjectOptions["method"]>, url: string, payload: string) {
  const response = await tagwise.ask("editor", { method, url, payload, headers: { "content-type": "application/json" } });
  return { status: response.statusCode, body: response.json<{ results: { customer: number; added: boolean }[] }>() };
}
const track = (path: string, body: string) =>
  fetch(`${tagwise.url}/v1${path}`, { method: "POST", headers: { authorization: `Bearer ${key}` }, body });

const A = "7213456789012345641";
const B = "7213456789012345642";

test("two customers whose ids differ in the nineteenth digit stay two, whichever way they come", async () => {
  const own = await ask("POST", "/api/customers", `{"customers":[{"identities":{"crm":${A}}},{"identities":{"crm":${B}}}]}`);
  expect(new Set(own.body.results.map(({ customer }) => customer)).size).toBe(2);
  const again = await ask("POST", "/api/customers", `{"customers":[{"identities":{"crm":"${A}"}}]}`);
  expect(again.body.results[0]).toMatchObject({ customer: own.body.results[0]!.customer, added: false });

  for (const [path, body] of [
    ["/identify", (id: string) => `{"userId":${id},"traits":{"plan":"x"}}`],
    ["/track", (id: string) => `{"userId":${id},"event":"Tried","messageId":${id}}`],
    ["/batch", (id: string) => `{"batch":[{"type":"track","userId":${id},"event":"Tried in a batch","messageId":${id}}]}`],
    ["/alias", (id: string) => `{"userId":${id},"previousId":${id}9}`],
  ] as const)
    for (const id of [A, B]) expect((await track(path, body(id))).status).toBe(200);
  const [a, b] = [await tagwise.customer(`user:${A}`), await tagwise.customer(`user:${B}`)];
  expect([a!.identities.toSorted(), b!.identities.toSorted()]).toEqual([
    [`alias:${A}9`, `user:${A}`],
    [`alias:${B}9`, `user:${B}`],
  ]);
  for (const id of [A, B]) expect((await tagwise.events(`user:${id}`)).map(({ event }) => event)).toEqual(["Tried", "Tried in a batch"]);
});

test("an event's id and an order number of nineteen digits are two, and an amount keeps its digits", async () => {
  const event = (id: string) =>
    `{"event":"Order Completed","identities":{"crm":"exact"},"id":${id},"properties":{"order_id":${id},"amount":99999999999.123456,"paid_fee":12345678901.654321,"products":[{"sku":${id},"price":99999999999.123456}]}}`;
  const { body } = await ask("POST", "/api/events", `{"events":[${event(A)},${event(B)},${event(A)}]}`);
  expect(body.results.map(({ added }) => added)).toEqual([true, true, false]);
  const events = await tagwise.events("crm:exact");
  expect(events.map(({ properties }) => properties["order_id"]).toSorted()).toEqual([A, B]);
  for (const { properties } of events)
    expect(properties).toMatchObject({
      amount: "99999999999.123456",
      // Nobody knew it before: it is a number's all the same.
      paid_fee: "12345678901.654321",
      products: [{ sku: properties["order_id"], price: "99999999999.123456" }],
    });
  const { events: known } = (await tagwise.ask("administrator", { url: "/api/catalogue" })).json<{
    events: { code: string; properties: { code: string; type: string }[] }[];
  }>();
  const order = known.find(({ code }) => code === "Order Completed")!;
  expect(order.properties.find(({ code }) => code === "paid_fee")).toMatchObject({ type: "number" });
});

test("attributes, one customer's too, and memberships by long ids keep every digit", async () => {
  await ask("POST", "/api/customers", `{"customers":[{"identities":{"crm":"attributes"},"attributes":{"store_no":${A}}}]}`);
  expect((await tagwise.customer("crm:attributes"))!.attributes).toMatchObject({ store_no: A });
  const set = await ask("PATCH", "/api/customers/crm:attributes", `{"attributes":{"store_no":${B}},"identities":{"wecom":${B}}}`);
  expect(set.status).toBe(200);
  expect((await tagwise.customer(`wecom:${B}`))!.attributes).toMatchObject({ store_no: B });

  await applyTags({ ctx: tagwise.ctx, input: { document: { tags: [{ code: "long_ids", name: "长编号" }] }, prune: false } });
  const member = await ask("POST", "/api/memberships", `{"memberships":[{"customer":${A}${A},"tag":"long_ids"}]}`);
  expect(JSON.stringify(member.body)).toContain(`${A}${A}`);
});

test("JSON lines: ids of ten to the twelfth and more are texts as in CSV, told apart to the last digit", async () => {
  const directory = join(tagwise.ctx.dataDir, "given");
  mkdirSync(directory);
  const load = async (name: string, text: string) => {
    const path = join(directory, name);
    writeFileSync(path, text);
    return importFile({
      ctx: tagwise.ctx,
      input: {
        path,
        mapping: { identities: { jsonl_shop: "member" }, attributes: { [`wide_${name}`]: "wide", [`small_${name}`]: "small" } },
      },
    });
  };
  const rows = [
    { member: A, wide: "1000000000000", small: "12.5" },
    { member: B, wide: "7", small: "99999999999.123456" },
  ];
  const lines = rows.map(({ member, wide, small }) => `{"member":${member},"wide":${wide},"small":${small}}`).join("\n");
  const table = ["member,wide,small", ...rows.map((row) => Object.values(row).join(","))].join("\n");
  expect(await load("a.jsonl", lines)).toMatchObject({ accepted: 2, skipped: 0, customersCreated: 2 });
  expect(await load("a.csv", table)).toMatchObject({ accepted: 2, skipped: 0, customersCreated: 0 });
  for (const { member, wide, small } of rows)
    expect((await tagwise.customer(`jsonl_shop:${member}`))!.attributes).toEqual({
      "wide_a.jsonl": wide,
      "wide_a.csv": wide,
      "small_a.jsonl": small,
      "small_a.csv": small,
    });
});
