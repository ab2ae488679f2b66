import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../src/contract/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { openTracked, type TrackedApp } from "../support/tracking.ts";

let tagwise: TrackedApp;
beforeAll(async () => {
  tagwise = await openTracked();
});
afterAll(() => tagwise.close());

type Answer = { events: Use[]; attributes: Use[]; properties: Use[] } & Use;
interface Use {
  code: string;
  name: { zh: string; en: string };
  labelled: boolean;
  events: number;
  violations: unknown;
  type: string;
  samples: string[];
  share: number;
}
async function ask(method: NonNullable<InjectOptions["method"]>, path: string, payload?: object, role: Role = "editor") {
  const response = await tagwise.ask(role, { method, url: `/api${path}`, ...(payload && { payload }) });
  return { status: response.statusCode, body: response.json<Answer>() };
}
const send = (...properties: object[]) =>
  ask("POST", "/events", {
    events: properties.map((each, at) => ({ event: "Sample Requested", identities: { crm: `d${at}` }, properties: each })),
  });
const property = async (code: string) =>
  (await ask("GET", "/catalogue/events/Sample%20Requested")).body.properties.find((each) => each.code === code)!;

test("what nobody has named comes first, counted, with inferred types, samples and what does not fit", async () => {
  await send(
    { weight: 1.5, shelf: "A3", gift: true, at: "2026-01-01T00:00:00Z", tags: ["x", "y"], items: [{ sku: "s1" }] },
    { weight: 2, shelf: "A3" },
  );
  await send({ weight: "heavy" }, { weight: "heavy", gift: "yes" }, { weight: 3 });
  const { events } = (await ask("GET", "/catalogue/use", undefined, "read-only")).body;
  expect(events[0]).toMatchObject({ code: "Sample Requested", labelled: false, events: 5, violations: 2, properties: 6 });
  expect(events[1]!.labelled).toBe(true);
  expect(await property("weight")).toMatchObject({ type: "number", share: 0.6, violations: { values: 2, example: "heavy" } });
  expect(await property("shelf")).toMatchObject({ type: "text", samples: ["A3"] });
  expect(
    [await property("gift"), await property("at"), await property("tags"), await property("items[].sku")].map(({ type }) => type),
  ).toEqual(["boolean", "time", "list", "text"]);
  // What did not fit stays with its event.
  expect((await tagwise.events("crm:d0")).map(({ properties }) => properties["weight"])).toEqual(["1.5", "heavy"]);
  const seen = (await ask("GET", "/catalogue/events/Sample%20Requested", undefined, "read-only")).body.properties;
  expect(seen.flatMap(({ samples }) => samples)).toEqual([]);
  expect(seen.find(({ code }) => code === "weight")!.violations).toMatchObject({ example: null });
});

test("an event, its properties and an attribute are named by who may edit, in one language or both", async () => {
  const path = "/catalogue/events/Sample%20Requested";
  expect((await ask("PATCH", path, { name: { zh: "索取样品" } }, "read-only")).status).toBe(403);
  expect((await ask("PATCH", path, { name: { zh: "索取样品" } })).status).toBe(200);
  expect((await ask("GET", path)).body).toMatchObject({ labelled: true, name: { zh: "索取样品", en: "索取样品" } });
  await ask("PATCH", path, { name: { en: "Sample requested" } });
  await ask("PATCH", `${path}/properties/${encodeURIComponent("items[].sku")}`, { name: { zh: "货号", en: "SKU" } });
  expect((await ask("GET", path)).body.name).toEqual({ zh: "索取样品", en: "Sample requested" });
  expect((await property("items[].sku")).name).toEqual({ zh: "货号", en: "SKU" });
  expect((await ask("PATCH", path, { name: {} })).status).toBe(422);
  expect((await ask("PATCH", "/catalogue/events/Nothing", { name: { zh: "x" } })).status).toBe(404);

  await ask("POST", "/customers", { customers: [{ identities: { crm: "d0" }, attributes: { shoe: 42 } }] });
  await ask("PATCH", "/catalogue/attributes/shoe", { name: { zh: "鞋码" }, sensitivity: "personal" });
  const { attributes } = (await ask("GET", "/catalogue/use")).body;
  expect(attributes.find(({ code }) => code === "shoe")).toMatchObject({
    name: { zh: "鞋码", en: "鞋码" },
    sensitivity: "personal",
    customers: 1,
  });
});

test("an attribute's value of another type is counted, kept aside, and comes back with the type", async () => {
  const say = (age: unknown) => ask("POST", "/messages", { messages: [{ type: "identify", userId: "violation", traits: { shoe: age } }] });
  await say(41);
  await say("forty");
  expect((await tagwise.customer("user:violation"))!.attributes).toEqual({ shoe: "41" });
  const { attributes } = (await ask("GET", "/catalogue/use")).body;
  expect(attributes.find(({ code }) => code === "shoe")!.violations).toMatchObject({ values: 1, example: "forty" });
  expect((await ask("PATCH", "/catalogue/attributes/shoe", { type: "text" })).status).toBe(200);
  expect((await tagwise.customer("user:violation"))!.attributes).toEqual({ shoe: "forty" });
});

test("a property changes its type where every value can; what had been kept aside is taken in", async () => {
  const path = "/catalogue/events/Sample%20Requested/properties";
  expect(await ask("PATCH", `${path}/weight`, { type: "text" })).toMatchObject({ status: 200 });
  expect(await property("weight")).toMatchObject({ type: "text", share: 1, violations: null });
  expect((await property("weight")).samples).toContain("heavy");
  // Rules see it under the new type at once.
  await send({ weight: "light" });
  expect((await tagwise.events("crm:d0")).map(({ properties }) => properties["weight"])).toEqual(["1.5", "heavy", "light"]);

  expect(await ask("PATCH", `${path}/weight`, { type: "number" })).toMatchObject({ status: 409, body: { code: "PROPERTY_TYPE_LOSES" } });
  expect(await ask("PATCH", `${path}/tags`, { type: "text" })).toMatchObject({ status: 422, body: { code: "PROPERTY_TYPE_FIXED" } });
  await send({ size: "10" }, { size: "12.5" });
  expect((await ask("PATCH", `${path}/size`, { type: "number" })).status).toBe(200);
  expect((await property("size")).samples.toSorted()).toEqual(["10", "12.5"]);

  const tags = [{ code: "asked", name: { zh: "索样", en: "Asked" }, rule: { event: "Sample Requested", where: { shelf: { is: "A3" } } } }];
  await applyTags({ ctx: tagwise.ctx, input: { document: { tags }, prune: false } });
  expect(await ask("PATCH", `${path}/shelf`, { type: "time" })).toMatchObject({
    status: 409,
    body: { code: "PROPERTY_TYPE_USED", params: { tags: ["asked"] } },
  });
});

test("a catalogue that is full goes on taking what is sent: unknown properties stay with their events", async () => {
  const fillers = Array.from({ length: 2_000 }, (_, index) => ({ field: `p_filler_${index}`, property: `filler ${index}`, type: "text" }));
  await tagwise.ctx.records.insertInto("fields").values(fillers).execute();
  const identities = { crm: "full" };
  const sent = [
    { event: "Sample Requested", identities, properties: { shelf: "B1", never_seen: "kept" } },
    { event: "Late Event", identities, properties: { amount: 3, never_seen: 7 } },
  ];
  expect((await ask("POST", "/events", { events: sent })).body).toMatchObject({ accepted: 2 });
  const events = await tagwise.events("crm:full");
  expect(events.find(({ event }) => event === "Sample Requested")!.properties).toMatchObject({ shelf: "B1", never_seen: "kept" });
  expect(events.find(({ event }) => event === "Late Event")!.properties).toEqual({ amount: "3", never_seen: "7" });
  expect((await ask("GET", "/catalogue/use")).body.events.map(({ code }) => code)).toContain("Late Event");
});
