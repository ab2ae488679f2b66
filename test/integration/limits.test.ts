import { statementOf } from "../support/statementOf.ts";
import fc from "../support/properties.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { appendBatch } from "../../src/customers/index.ts";
import { type Ctx, type Engine, type Facts, sql, type Sql } from "../../src/engine/index.ts";
import { readTag } from "../../src/insight/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { evaluateTags } from "../../src/updates/index.ts";
import { runTags } from "../../src/evaluation/runTags.ts";
import { Reading, readTagRule, type TagRule } from "../../src/rules/index.ts";
import { everyTags, readTags } from "../oracle/tags.ts";
import { AS_OF, FIELD_COLUMNS, TIMEZONE, anyFacts, catalogue, rowsOf } from "../oracle/world.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

const DAY = 86_400_000;
let engine: Engine;

beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

/** Who has what by a run, and how many statements filled its leaves. */
async function found(ctx: Ctx, rules: ReadonlyMap<string, TagRule>): Promise<{ members: unknown[]; statements: number }> {
  let statements = 0;
  const run = (statement: Sql, options?: Parameters<Facts["run"]>[1]) => {
    if (/^INSERT INTO stage_\w+_leaves_\d+ SELECT leaf/.test(statement.text)) statements++;
    return ctx.facts.run(statement, options);
  };
  const codes = [...rules.keys()];
  const input = { rules, idOf: (code: string) => codes.indexOf(code) + 1, catalogue, asOf: AS_OF };
  const result = await runTags({ ctx: { ...ctx, facts: { ...ctx.facts, run } }, input });
  try {
    expect([...result.failed.values()]).toEqual([]);
    const members = await ctx.facts.rows(
      sql`SELECT tag, value, arraySort(bitmapToArray(customers)) AS members FROM ${sql.id(result.table)} ORDER BY tag, value`,
    );
    return { members, statements };
  } finally {
    await result.drop();
  }
}

test("passes cut into spans of customers for want of memory find the same members", { timeout: 600_000 }, async () => {
  const ctx = testCtx(engine, { workspace: { id: "w", name: "w", timezone: TIMEZONE }, clock: () => AS_OF });
  for (const column of FIELD_COLUMNS) await ctx.facts.run(sql`ALTER TABLE events ADD COLUMN IF NOT EXISTS ${statementOf(column)}`);
  let cuts = 0;
  await fc.assert(
    fc.asyncProperty(everyTags, fc.array(anyFacts, { minLength: 4, maxLength: 12 }), async (raw, population) => {
      for (const table of ["customers", "events", "attribute_values", "members", "membership_changes"])
        await ctx.facts.run(sql`TRUNCATE TABLE ${sql.id(table)}`);
      const rows = rowsOf(population);
      await ctx.facts.insert("customers", rows.customers);
      if (rows.events.length > 0) await ctx.facts.insert("events", rows.events);
      if (rows.attributes.length > 0) await ctx.facts.insert("attribute_values", rows.attributes);
      const rules = readTags(raw);
      const whole = await found(ctx, rules);
      // The engine's own limit stays; what is planned with is a few customers' worth.
      const cut = await found({ ...ctx, memoryBytes: 2_000 }, rules);
      expect(cut.members).toEqual(whole.members);
      cuts += cut.statements - whole.statements;
    }),
    { numRuns: Number(process.env["TAGWISE_ORACLE_RUNS"] ?? 40) / 8 },
  );
  expect(cuts).toBeGreaterThan(0);
  for (const table of ["customers", "events", "attribute_values", "members", "membership_changes"])
    await ctx.facts.run(sql`TRUNCATE TABLE ${sql.id(table)}`);
});

test("a pass that ranks some of the customers begins when those that say whom have ended", async () => {
  const ctx = testCtx(engine);
  for (const column of FIELD_COLUMNS) await ctx.facts.run(sql`ALTER TABLE events ADD COLUMN IF NOT EXISTS ${statementOf(column)}`);
  const rank = { rank: { event: "Order", measure: { sum: "amount" } }, top: 1, among: { attribute: "city", is: "上海" } };
  const reading = new Reading({ catalogue, tags: new Map(), timezone: TIMEZONE });
  const rules = new Map([["best", readTagRule({ kind: "rule", rule: { any: [rank, { event: "View" }] } }, "", reading)!]]);
  expect(reading.issues).toEqual([]);
  const running = new Set<string>();
  const beside: string[] = [];
  const run: Facts["run"] = async (statement, options) => {
    if (statement.text.includes("rank() OVER")) beside.push(...running);
    running.add(statement.text);
    await ctx.facts.run(statement, options);
    running.delete(statement.text);
  };
  const result = await runTags({ ctx: { ...ctx, facts: { ...ctx.facts, run } }, input: { rules, idOf: () => 1, catalogue, asOf: AS_OF } });
  await result.drop();
  expect([result.plan.passes.length, beside]).toEqual([3, []]);
});

test(
  "a tag that passes the time limit keeps its last members and says so; the others finish; the next success clears it",
  { timeout: 120_000 },
  async () => {
    const ctx = testCtx(engine);
    await seedCatalogue({ ctx });
    const order = (external: string, amount: number) => ({
      event: "Order Completed",
      identities: [{ platform: "crm", external }],
      time: NOW - DAY,
      properties: { amount },
    });
    await appendBatch({ ctx, input: { events: [order("a", 50), order("b", 5_000)] } });
    const spent = (limit: number) => ({ event: "Order Completed", measure: { sum: "amount" }, is: `>= ${limit}` });
    const document = {
      tags: [
        { code: "slow", name: "慢", rule: spent(777) },
        { code: "quick", name: "快", rule: spent(10) },
        { code: "spend", name: "消费", value: { event: "Order Completed", measure: { sum: "amount" } } },
      ],
    };
    await applyTags({ ctx, input: { document, prune: false } });
    await appendBatch({ ctx, input: { events: [order("c", 6_000)] } });
    // Only what never ends gets the limit, so that a busy machine fails nobody else.
    const run: Facts["run"] = (statement, options) =>
      /^INSERT INTO stage_\w+_(leaves_[^]*'777'|metrics_)/.test(statement.text)
        ? ctx.facts.run(sql`SELECT sum(cityHash64(number)) FROM numbers(1000000000000)`, options)
        : ctx.facts.run(statement, { ...options, limits: {} });
    const valued = async () => (await ctx.facts.rows<{ n: string }>(sql`SELECT count() AS n FROM metrics FINAL`))[0]!.n;
    const limited = testCtx(engine, { passSeconds: 0.2, facts: { ...ctx.facts, run } });
    const failing = await evaluateTags({ ctx: limited, input: { force: true } });
    expect(failing.failed).toMatchObject([
      { tag: "slow", code: "FACTS_TIME" },
      { tag: "spend", code: "FACTS_TIME" },
    ]);
    expect(await valued()).toBe("2");
    expect(await readTag({ ctx, input: { tag: "slow" } })).toMatchObject({ members: 1, failure: { code: "FACTS_TIME" } });
    expect(await readTag({ ctx, input: { tag: "quick" } })).toMatchObject({ members: 3, failure: null });
    await evaluateTags({ ctx, input: { force: true } });
    expect(await readTag({ ctx, input: { tag: "slow" } })).toMatchObject({ members: 2, failure: null });
    expect([await valued(), (await readTag({ ctx, input: { tag: "spend" } })).failure]).toEqual(["3", null]);
  },
);
