import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { appendBatch, newBatches, type IncomingEvent } from "../../src/customers/index.ts";
import { forgetWritten } from "../../src/customers/writtenBatches.ts";
import { type Ctx, type Engine, type Facts, sql, literal } from "../../src/engine/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { heldNow } from "../../src/membership/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { updateMembers } from "../../src/updates/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

const DAY = 86_400_000;
let engine: Engine;
let ctx: Ctx;
let now = NOW;
let statements: string[] = [];

const order = (external: string, amount: number, time = now): IncomingEvent => ({
  event: "Order Completed",
  identities: [{ platform: "crm", external }],
  time,
  properties: { amount },
});
const send = (...events: IncomingEvent[]) => appendBatch({ ctx, input: { events, customers: [] } });

/** The facts, with every statement written down. */
function noting(facts: Facts): Facts {
  return {
    ...facts,
    rows: (statement, options) => {
      statements.push(statement.text);
      return facts.rows(statement, options);
    },
    run: (statement, options) => {
      statements.push(statement.text);
      return facts.run(statement, options);
    },
  };
}

async function step(fewCustomers?: number): Promise<readonly string[]> {
  now += 1_000;
  statements = [];
  await updateMembers({ ctx: { ...ctx, fewCustomers }, input: {} });
  return statements;
}

async function membersOf(code: string): Promise<number[]> {
  const { id } = await engine.records.selectFrom("tags").select("id").where("code", "=", code).executeTakeFirstOrThrow();
  const rows = await engine.facts.rows<{ customer: number }>(
    sql`SELECT arrayJoin(bitmapToArray(customers)) AS customer FROM members FINAL WHERE tag = ${literal.integer(id)} ORDER BY customer`,
  );
  return rows.map(({ customer }) => customer);
}

const isPass = (statement: string) => /INSERT INTO stage_\w+_leaves/.test(statement);

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx({ ...engine, facts: noting(engine.facts) }, { clock: () => now });
  await seedCatalogue({ ctx });
  await send(order("a", 10), order("b", 20), order("c", 30));
  await applyTags({
    ctx,
    input: {
      document: {
        tags: [
          { code: "spent", name: "花费", rule: { event: "Order Completed", measure: { sum: "amount" }, within: "30d", is: ">= 100" } },
          { code: "total", name: "合计", kind: "metric", value: { event: "Order Completed", measure: { sum: "amount" } } },
          { code: "viewed", name: "浏览", rule: { event: "Product Viewed" } },
          { code: "both", name: "花费浏览", rule: { all: [{ tag: "spent" }, { not: { tag: "viewed" } }] } },
        ],
      },
      prune: false,
    },
  });
  await step();
});
afterAll(() => engine.close());
beforeEach(() => void (statements = []));

test("few customers cost a fixed number of statements and no pass, whatever the tags are", async () => {
  await send(order("a", 95));
  const asked = await step();
  expect(asked.filter(isPass)).toEqual([]);
  expect(asked.length).toBeLessThanOrEqual(8);
  const a = await findCustomer({ ctx, input: "crm:a" });
  expect([await membersOf("spent"), await membersOf("both")]).toEqual([[a], [a]]);
});

test("rows that this process wrote and members that it remembers are not asked for again", async () => {
  await send(order("a", 1));
  await step();
  await send(order("a", 1));
  const asked = await step();
  const reads = asked.filter(
    (statement) => /FROM (events|moved|identities)\b[^;]*\bbatch\b/.test(statement) || /^\s*SELECT[^;]*\bFROM members\b/.test(statement),
  );
  expect(reads).toEqual([]);
  expect(asked.length).toBeLessThanOrEqual(4);
  const a = await findCustomer({ ctx, input: "crm:a" });
  statements = [];
  const tags = new Map(Array.from(await heldNow(ctx, [a]), ([customer, held]) => [customer, held.length]));
  expect([tags, statements]).toEqual([new Map([[a, 2]]), []]);
});

test("rows of another process, of which this one knows nothing, are found in the store", async () => {
  await send(order("d", 95));
  // What another process wrote is not among what this one keeps.
  const [batch] = await newBatches(ctx);
  forgetWritten(ctx, [batch!]);
  const asked = await step();
  expect(asked.some((statement) => /FROM events\s+WHERE batch/.test(statement))).toBe(true);
  await send(order("d", 10));
  await step();
  expect(await membersOf("spent")).toContain(await findCustomer({ ctx, input: "crm:d" }));
});

test("a step that concerns more customers than are few is passed over all of them together, with the same members", async () => {
  await send(order("b", 85), order("c", 75));
  const asked = await step(1);
  expect(asked.filter(isPass).length).toBeGreaterThan(0);
  const all = await Promise.all(["a", "b", "c", "d"].map((external) => findCustomer({ ctx, input: `crm:${external}` })));
  expect(await membersOf("both")).toEqual(all.toSorted((x, y) => x - y));
});

test("who leaves by the clock leaves by the interpreter as well, and a metric is what it is now", async () => {
  now += 31 * DAY;
  await send(order("a", 1));
  const asked = await step();
  expect(asked.filter(isPass)).toEqual([]);
  expect([await membersOf("spent"), await membersOf("both")]).toEqual([[], []]);
  const rows = await engine.facts.rows<{ number: string }>(
    sql`SELECT number FROM metrics FINAL WHERE customer = ${literal.integer(await findCustomer({ ctx, input: "crm:a" }))}`,
  );
  expect(rows).toEqual([{ number: "108" }]);
});
