import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { closeLostBatches, type IncomingEvent } from "../../src/customers/index.ts";
import { type Ctx, type Engine, sql, literal } from "../../src/engine/index.ts";
import { importFile, recoverImports, undoImport } from "../../src/imports/index.ts";
import { recoverMessages } from "../../src/tracking/index.ts";
import { sendMessages } from "../support/sendMessages.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";
import { refusing, type Refusal, type Refusing } from "../support/refusing.ts";

let engine: Engine;
let store: Refusing;
let ctx: Ctx;

beforeAll(async () => {
  engine = await openTestEngine();
  store = refusing(engine.facts);
  ctx = testCtx(engine, { facts: store.facts });
  await seedCatalogue({ ctx });
});
afterAll(() => engine.close());

/** FAULTS asks for every statement; otherwise each third or so, which finds what breaks a kind of statement; half of those on servers. */
const EVERY = process.env["FAULTS"] !== undefined;
const STEP = inject("servers") ? 2 : 1;
const HOW: readonly Refusal[] = ["before", "after", "queued"];
/** So many statements in a row are refused: the one that writes, some of those that take back, all of them. */
const LENGTHS = EVERY ? [1, 3, 30] : [2, 30];

let names = 0;
const newName = () => `r${++names}`;

function event(id: string): IncomingEvent {
  return { event: "Order Completed", identities: [{ platform: "crm", external: id }], time: NOW - 1_000, id, properties: { amount: 1 } };
}

function messages(ids: readonly string[]) {
  return {
    customers: ids.map((external) => ({ identities: [{ platform: "crm", external }], attributes: { city: "上海" }, at: NOW })),
    events: ids.map(event),
  };
}

/** Sends until it is taken. A refused answer promises nothing. */
async function insist(ids: readonly string[]): Promise<void> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const sent = await sendMessages({ ctx, input: messages(ids) }).catch(() => undefined);
    if (sent && [...sent.customers, ...sent.events].every(({ kind }) => kind === "taken")) return;
  }
  expect.fail(`never taken: ${ids.join()}`);
}

/** Each id stands once: as an event of a customer who is there, known by its id, with its attribute. */
async function assertWhole(ids: readonly string[]): Promise<void> {
  const list = sql.join(ids.map(literal.text));
  const rows = await engine.facts.rows<{ external: string; there: string; events: string; stated: string }>(
    sql`WITH (SELECT groupArray(customer) FROM customers) AS customers, (SELECT groupArray(customer) FROM events) AS happened,
      (SELECT groupUniqArray((customer, at, text)) FROM attribute_values WHERE attribute = 'city') AS values
    SELECT external, argMax(customer, claim) AS who, toString(has(customers, who)) AS there,
      toString(arrayCount(one -> one = who, happened)) AS events, toString(arrayCount(one -> one.1 = who, values)) AS stated
    FROM identities WHERE platform = 'crm' AND external IN (${list}) GROUP BY external`,
  );
  expect(Object.fromEntries(rows.map(({ external, there, events, stated }) => [external, { there, events, stated }]))).toEqual(
    Object.fromEntries(ids.map((id) => [id, { there: "1", events: "1", stated: "1" }])),
  );
}

/** What a later start does. */
async function restart(): Promise<void> {
  store.relent();
  const later = { ...ctx, lease: { ...ctx.lease, process: "later" } };
  await recoverImports({ ctx: later });
  await recoverMessages({ ctx: later, quiet: true });
  await closeLostBatches(later);
}

test.each(HOW)("messages: a write refused %s it is done loses nothing that is answered as taken, at whichever statement", async (how) => {
  const taken: string[] = [];
  for (const length of LENGTHS) {
    for (let from = 0; ; from += EVERY ? 1 : 3 * STEP) {
      const callers = [[newName(), newName()], [newName()], [newName()]];
      store.refuse(from, length, how);
      await Promise.all(callers.map(insist));
      taken.push(...callers.flat());
      await store.doQueued();
      if (store.refused === 0) break;
    }
  }
  await assertWhole(taken);
  await restart();
  await assertWhole(taken);
});

test.each(HOW)("files: an import refused %s its write is done keeps nothing of it known, and again it is whole", async (how) => {
  const directory = join(engine.dataDir, "given");
  mkdirSync(directory, { recursive: true });
  const mapping = {
    event: "Order Completed",
    id: "id",
    time: "time",
    timezone: "UTC",
    identities: { crm: "id" },
    attributes: { city: "city" },
  };
  const taken: string[] = [];
  for (let from = 0; ; from += EVERY ? 1 : 11 * STEP) {
    const ids = [newName(), newName(), newName()];
    const path = join(directory, `${ids[0]}.csv`);
    writeFileSync(path, ["id,time,city", ...ids.map((id) => `${id},2026-01-10 08:00,上海`)].join("\n"));
    store.refuse(from, 6, how);
    const first = await importFile({ ctx, input: { path, mapping } }).catch(() => undefined);
    if (store.refused === 0) break;
    // Somebody sends one of its events; the file comes again.
    await insist([ids[0]!]);
    if (!first) await importAgain(path, mapping);
    await store.doQueued();
    taken.push(...ids);
  }
  await assertEvents(taken);
  await restart();
  await assertEvents(taken);

  async function importAgain(file: string, given: object): Promise<void> {
    for (let attempt = 0; ; attempt++)
      try {
        return void (await importFile({ ctx, input: { path: file, mapping: given } }));
      } catch (error) {
        if (attempt === 50) throw error;
      }
  }
});

async function assertEvents(ids: readonly string[]): Promise<void> {
  const rows = await engine.facts.rows<{ external: string; n: string }>(
    sql`SELECT i.external AS external, count() AS n FROM events AS e INNER JOIN (
      SELECT external, argMax(customer, claim) AS customer FROM identities WHERE platform = 'crm' GROUP BY external
    ) AS i ON e.customer = i.customer WHERE e.customer IN (SELECT customer FROM customers)
      AND external IN (${sql.join(ids.map(literal.text))}) GROUP BY external ORDER BY external`,
  );
  expect(Object.fromEntries(rows.map(({ external, n }) => [external, n]))).toEqual(Object.fromEntries(ids.map((id) => [id, "1"])));
}

test("undoing: what is sent while an import is undone, refused half way, is taken or refused, never both", async () => {
  const path = join(engine.dataDir, "given", "undo.csv");
  const ids = [newName(), newName()];
  mkdirSync(join(engine.dataDir, "given"), { recursive: true });
  const mapping = { event: "Order Completed", id: "id", time: "time", timezone: "UTC", identities: { crm: "id" } };
  for (let from = 0; ; from += EVERY ? 1 : 7 * STEP) {
    writeFileSync(path, ["id,time", ...ids.map((id) => `${id}${from},2026-01-10 08:00`)].join("\n"));
    store.relent();
    const report = await importFile({ ctx, input: { path, mapping } });
    store.refuse(from, 3, "queued");
    await undoImport({ ctx, input: { import: report.id } }).catch(() => undefined);
    const { refused } = store;
    await insist([`${ids[0]}${from}`]);
    await store.doQueued();
    await restart();
    await assertEvents([`${ids[0]}${from}`]);
    if (refused === 0) break;
  }
});
