import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createPerson } from "../../src/access/index.ts";
import { readCatalogue } from "../../src/catalogue/index.ts";
import type { AuditEntry } from "../../src/contract/index.ts";
import { appendBatch } from "../../src/customers/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

let tagwise: TestApp;
let customer: number;
let now = Date.UTC(2026, 0, 15, 4);

beforeAll(async () => {
  tagwise = await openTestApp({ clock: () => now, env: { TAGWISE_LOOKUPS_PER_HOUR: "3" } });
  const identities = [
    { platform: "member", external: "m-1" },
    { platform: "phone", external: "13812345678" },
  ];
  await appendBatch({ ctx: tagwise.ctx, input: { customers: [{ identities, attributes: { name: "王小明", city: "上海" }, at: now }] } });
  customer = await findCustomer({ ctx: tagwise.ctx, input: "member:m-1" });
});
afterAll(() => tagwise.close());
beforeEach(async () => {
  await tagwise.ctx.records.deleteFrom("lookups").execute();
  await tagwise.ctx.records.deleteFrom("reads").execute();
});

const status = async (url: string, role: "read-only" | "editor" | "sender" = "read-only") =>
  (await tagwise.ask(role, { url: `/api${url}` })).statusCode;
const reads = async (query = "") =>
  (await tagwise.ask("administrator", { url: `/api/audit?of=reads${query}` })).json<{ items: AuditEntry[]; next: string | null }>();

test("whoever sees masks cannot try the numbers behind a mask one after another", async () => {
  const tried: number[] = [];
  for (let last = 5670; last < 5685; last++) tried.push(await status(`/customers/phone:1381234${last}`));
  expect(tried).toEqual([404, 404, 404, ...Array.from({ length: 12 }, () => 429)]);
  const refused = await tagwise.ask("read-only", { url: "/api/customers/phone:13812345678", headers: { "accept-language": "en" } });
  expect(refused.json()).toMatchObject({ code: "LOOKUPS_LIMITED", params: { limit: 3, seconds: 3_600 } });
  expect(refused.headers["retry-after"]).toBe("3600");
  expect(refused.json<{ zh: string; en: string }>()).toMatchObject({
    zh: expect.stringContaining("60 分钟后再试"),
    en: expect.stringContaining("Try again in 60 min"),
  });
  // Every way to name somebody counts to the same limit.
  for (const url of [
    "/customers?q=13812345678",
    "/customers?q=%E7%8E%8B%E5%B0%8F%E6%98%8E",
    "/customers/phone:13812345678/events",
    "/customers/phone:13812345678/history",
    `/customers/${customer}/merge/phone:13812345678`,
    "/merges?customer=phone:13812345678",
  ])
    expect(await status(url), url).toBe(429);
  // What is shown anyway does not: numbers of customers and of the company's own.
  expect(await status(`/customers/${customer}`)).toBe(200);
  expect(await status("/customers/member:m-1")).toBe(200);
  expect(await status("/customers")).toBe(200);
  expect(await status("/customers/phone:13812345678", "editor")).toBe(200);
  now += 3_600_000;
  expect(await status("/customers/phone:13812345678")).toBe(200);
});

test("the same asked again counts once; two at the same moment count both", async () => {
  for (let time = 0; time < 8; time++) expect(await status("/customers/phone:13812345678")).toBe(200);
  const both = await Promise.all(["1", "2", "3", "4", "5", "6"].map((last) => status(`/customers/phone:1380000000${last}`)));
  expect(both.toSorted()).toEqual([404, 404, 429, 429, 429, 429]);
});

test("look-ups and the first refusal of an hour are in the audit, with whom they found and without what was asked", async () => {
  await status("/customers/phone:13812345678");
  for (const last of ["1", "2", "3", "4"]) await status(`/customers/phone:1380000000${last}`);
  const { items } = await reads();
  expect(items.map(({ action, details }) => [action, details["customers"] ?? details["limit"]])).toEqual([
    ["customer.lookupRefused", 3],
    ["customer.lookup", []],
    ["customer.lookup", []],
    ["customer.lookup", [customer]],
  ]);
  expect(items[0]!.actor).toMatchObject({ kind: "key", name: "read-only" });
  expect(JSON.stringify(items)).not.toContain("1381234");
});

test("who is shown personal data is in the audit with the customers, one row a request; masks and ordinary data are not", async () => {
  for (const url of [`/customers/${customer}`, "/customers?limit=5", "/catalogue", `/customers/${customer}/identities`]) {
    expect(await status(url, "editor")).toBe(200);
    expect(await status(url)).toBe(200);
  }
  const { items } = await reads();
  expect(items.map(({ action, actor, details }) => [action, actor.name, details["operation"], details["customers"]])).toEqual([
    ["customer.read", "editor", "listCustomerIdentities", [customer]],
    ["customer.read", "editor", "listCustomers", [customer]],
    ["customer.read", "editor", "readCustomer", [customer]],
  ]);
  expect(items[2]!.details["shown"]).toEqual(["attribute.name", "identity.phone"]);
  expect((await reads(`&customer=${customer}&limit=2`)).items).toHaveLength(2);
  expect((await reads(`&customer=${customer + 1}`)).items).toEqual([]);
  expect((await reads("&actor=read-only")).items).toEqual([]);
  expect((await tagwise.ask("editor", { url: "/api/audit" })).statusCode).toBe(403);
});

test("the audit of changes is listed by kind and by person, newest first, in pages", async () => {
  await createPerson({ ctx: tagwise.ctx, input: { login: "zhou", name: "周", role: "read-only", password: "correct horse" } });
  const first = (await tagwise.ask("administrator", { url: "/api/audit?limit=1" })).json<{ items: AuditEntry[]; next: string }>();
  expect(first.items).toHaveLength(1);
  const second = (await tagwise.ask("administrator", { url: `/api/audit?limit=1&cursor=${first.next}` })).json<{ items: AuditEntry[] }>();
  expect(second.items[0]!.id).toBeLessThan(first.items[0]!.id);
  const made = (await tagwise.ask("administrator", { url: "/api/audit?action=person" })).json<{ items: AuditEntry[] }>();
  expect(made.items.every(({ action }) => action.startsWith("person."))).toBe(true);
  expect(made.items.length).toBeGreaterThan(0);
});

test("a key that only sends is not told whose phone it sent", async () => {
  const payload = { customers: [{ identities: [{ platform: "phone", external: "13812345678" }], attributes: { city: "杭州" } }] };
  const sent = await tagwise.ask("sender", { method: "POST", url: "/api/customers", payload });
  expect(sent.json()).toMatchObject({ accepted: 1, results: [{ status: "accepted", customer: null }] });
  const told = await tagwise.ask("editor", { method: "POST", url: "/api/customers", payload });
  expect(told.json()).toMatchObject({ results: [{ customer }] });
});

test("new properties are classed by their names and by what they hold; a person may class them otherwise", async () => {
  const properties = {
    receiver_phone: "x",
    收货地址: "y",
    id_card: "z",
    reach: "13812345678",
    colour: "红",
    product_name: "壶",
    phone_model: "P60",
  };
  const events = [
    {
      event: "Parcel Sent",
      identities: [{ platform: "member", external: "m-1" }],
      time: now,
      properties: { ...properties, receiver: { name: "李" } },
    },
  ];
  await appendBatch({ ctx: tagwise.ctx, input: { events } });
  const classes = async () => {
    const known = (await readCatalogue({ ctx: tagwise.ctx })).events.get("Parcel Sent")!.properties;
    return Object.fromEntries([...known.values()].map(({ code, sensitivity }) => [code, sensitivity]));
  };
  expect(await classes()).toEqual({
    receiver_phone: "personal",
    收货地址: "personal",
    id_card: "sensitive",
    reach: "personal",
    "receiver.name": "personal",
    colour: "ordinary",
    product_name: "ordinary",
    phone_model: "ordinary",
  });
  const change = (role: "staff" | "editor", property: string, sensitivity: string) =>
    tagwise.ask(role, { method: "PATCH", url: `/api/catalogue/events/Parcel%20Sent/properties/${property}`, payload: { sensitivity } });
  expect((await change("editor", "colour", "sensitive")).statusCode).toBe(200);
  const shown = async (role: "read-only" | "staff" | "editor") =>
    (await tagwise.ask(role, { url: `/api/customers/${customer}/events` })).json<{ items: { properties: Record<string, string> }[] }>()
      .items[0]!.properties;
  // Who sees personal data does not yet see what is sensitive.
  expect([(await shown("read-only"))["colour"], (await shown("staff"))["colour"], (await shown("editor"))["colour"]]).toEqual([
    "****",
    "****",
    "红",
  ]);
  expect((await shown("read-only"))["reach"]).toBe("138****5678");
  expect((await shown("staff"))["reach"]).toBe("13812345678");
  expect((await change("editor", "colour", "ordinary")).statusCode).toBe(200);
  expect((await shown("read-only"))["colour"]).toBe("红");
});
