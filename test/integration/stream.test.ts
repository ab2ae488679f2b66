import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { forgetMessages, newBatches, openBatch, validateMessages, writeMessages, type IncomingEvent } from "../../src/customers/index.ts";
import { openCaches, type Ctx, type Engine, sql } from "../../src/engine/index.ts";
import { importFile } from "../../src/imports/index.ts";
import { recoverMessages } from "../../src/tracking/index.ts";
import { sendMessages } from "../support/sendMessages.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

let engine: Engine;
let ctx: Ctx;

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine);
  await seedCatalogue({ ctx });
});
afterAll(() => engine.close());

function event(external: string, more: Partial<IncomingEvent> = {}): IncomingEvent {
  return { event: "Order Completed", identities: [{ platform: "crm", external }], time: NOW - 1_000, properties: { amount: 1 }, ...more };
}

async function count(table: string): Promise<number> {
  const [row] = await ctx.facts.rows<{ n: string }>(sql`SELECT count() AS n FROM ${sql.id(table)}`);
  return Number(row!.n);
}

test("callers of one moment share a batch, and each is told what became of its own messages", async () => {
  const before = (await newBatches(ctx)).length;
  const [one, two, nobody] = await Promise.all([
    sendMessages({
      ctx,
      input: {
        customers: [{ identities: [{ platform: "crm", external: "s1" }], attributes: { city: "上海", points: 3 }, at: NOW }],
        events: [event("s1"), event("s2", { id: "m1" })],
      },
    }),
    sendMessages({ ctx, input: { events: [event("s2", { id: "m1" }), event("s3", { id: "m2" })] } }),
    sendMessages({ ctx, input: {} }),
  ]);
  expect(one).toMatchObject({ customersCreated: 2, attributesAdded: 2, repeated: expect.any(Number), rejected: 0 });
  expect(one!.customers[0]).toMatchObject({ kind: "taken", added: true });
  expect(two!.events[0]).toMatchObject({ kind: "taken", customer: (one!.events[1] as { customer: number }).customer });
  expect(one!.eventsAdded + two!.eventsAdded).toBe(3);
  expect(nobody).toEqual({ customers: [], events: [], customersCreated: 0, eventsAdded: 0, attributesAdded: 0, repeated: 0, rejected: 0 });
  expect((await newBatches(ctx)).length).toBe(before + 1);
});

test("the same messages again change nothing, also those that have no name", async () => {
  const input = { events: [event("r1"), event("r1"), event("r1", { id: "named" })] };
  const first = await sendMessages({ ctx, input });
  const events = await count("events");
  const [again, third] = await Promise.all([sendMessages({ ctx, input }), sendMessages({ ctx, input })]);
  expect(first).toMatchObject({ eventsAdded: 3, repeated: 0 });
  expect(again).toMatchObject({ eventsAdded: 0, repeated: 3 });
  expect(third!.events.every((outcome) => outcome.kind === "taken" && !outcome.added)).toBe(true);
  expect(await count("events")).toBe(events);
});

test("a message that the stores cannot take is rejected alone; what others sent with it is written", async () => {
  const wide = Object.fromEntries(Array.from({ length: 6_000 }, (_, index) => [`wide_${index}`, index]));
  const [bad, good] = await Promise.all([
    sendMessages({ ctx, input: { events: [event("w1"), event("w2", { event: "Wide", properties: wide }), event("w3")] } }),
    sendMessages({ ctx, input: { events: [event("w4"), event("w5")] } }),
  ]);
  expect(bad!.events.map((outcome) => outcome.kind)).toEqual(["taken", "rejected", "taken"]);
  expect(bad!.events[1]).toMatchObject({ issue: { code: "CATALOGUE_FULL", path: "events[1]" } });
  expect(good).toMatchObject({ eventsAdded: 2, rejected: 0 });
});

test("too much waiting is refused whole, with when to come again", async () => {
  const sent = Array.from({ length: 30 }, (_, caller) =>
    sendMessages({ ctx, input: { events: Array.from({ length: 1_000 }, (_, index) => event(`f${caller}-${index}`)) } }),
  );
  const results = await Promise.allSettled(sent);
  const refused = results.filter((result) => result.status === "rejected");
  expect(refused.length).toBe(10);
  for (const { reason } of refused) expect(reason).toMatchObject({ code: "STREAM_FULL", status: 429, params: { seconds: 2 } });
  const [row] = await ctx.facts.rows<{ n: string }>(sql`SELECT count() AS n FROM identities WHERE external LIKE 'f%'`);
  expect(Number(row!.n)).toBe(20_000);
});

test("a message sent again is the same message, whatever its time and its customer are by then", async () => {
  const first = await sendMessages({ ctx, input: { events: [event("d1", { id: "d" })] } });
  const again = await sendMessages({
    ctx,
    input: {
      events: [event("d1", { id: "d", time: NOW - 5_000 }), event("d2", { id: "d" }), event("d1", { id: "d", event: "Order Refunded" })],
    },
  });
  expect(first.eventsAdded).toBe(1);
  expect(again.events.map((outcome) => outcome.kind === "taken" && outcome.added)).toEqual([false, false, true]);
});

test("what was received long ago is forgotten by number, and still not counted twice", async () => {
  const old = { events: [event("o1", { id: "o", time: NOW - 200 * 86_400_000 })] };
  expect(await sendMessages({ ctx, input: old })).toMatchObject({ eventsAdded: 1 });
  const later = testCtx(engine, { clock: () => NOW + 200 * 86_400_000 });
  await forgetMessages({ ctx: later });
  expect(await count("messages")).toBe(0);
  expect(await sendMessages({ ctx: later, input: old })).toMatchObject({ eventsAdded: 0, repeated: 1 });
});

test("a batch that a crash cut off is taken back at the start, and coming again it is new", async () => {
  const known = await sendMessages({ ctx, input: { events: [event("k1", { id: "k1" })] } });
  const tables = ["customers", "identities", "attribute_values", "events", "messages"];
  const before = await Promise.all(tables.map(count));
  const batch = await openBatch(ctx, "messages");
  const messages = {
    customers: [{ identities: [{ platform: "crm", external: "k1" }], attributes: { city: "北京" }, at: NOW }],
    events: [event("k1", { id: "k2" }), event("k3", { id: "k3" })],
  };
  await writeMessages(ctx, validateMessages(messages), batch);
  expect(await recoverMessages({ ctx, quiet: true }), "its process lives").toBe(0);
  await ctx.records.updateTable("pending_batches").set({ process: "dead" }).where("batch", "=", batch).execute();
  const next = { ...ctx, caches: openCaches() };
  expect(await recoverMessages({ ctx: next, quiet: true })).toBe(1);
  expect(await Promise.all(tables.map(count))).toEqual(before);
  expect(await newBatches(ctx)).toContain(batch);
  expect(await recoverMessages({ ctx: next, quiet: true })).toBe(0);
  expect(await sendMessages({ ctx, input: messages })).toMatchObject({
    customersCreated: 1,
    eventsAdded: 2,
    attributesAdded: 1,
    repeated: 0,
  });
  expect(known.eventsAdded).toBe(1);
});

test("an event with an id is one event, whether a file or a program brings it, and in which order", async () => {
  const directory = join(engine.dataDir, "given");
  mkdirSync(directory, { recursive: true });
  const file = join(directory, "orders.csv");
  writeFileSync(file, "order,who,day\nA-1,i1,2026-01-10 08:00\nA-2,i2,2026-01-11 08:00\n");
  const mapping = { event: "Order Completed", id: "order", time: "day", timezone: "Asia/Shanghai", identities: { crm: "who" } };
  expect(await sendMessages({ ctx, input: { events: [event("i9", { id: "A-1" })] } })).toMatchObject({ eventsAdded: 1 });
  expect(await importFile({ ctx, input: { path: file, mapping } })).toMatchObject({ eventsAdded: 1, repeated: 1 });
  expect(await sendMessages({ ctx, input: { events: [event("i8", { id: "A-2" })] } })).toMatchObject({ eventsAdded: 0, repeated: 1 });
});
