import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ctx, Engine } from "../../src/engine/index.ts";
import { answersOf } from "../../src/membership/answers.ts";
import { columnsOfCustomer } from "../../src/membership/columns.ts";
import { runTags, type RunResult } from "../../src/membership/run.ts";
import { planBuilder, planTags, type CustomerFacts, type TagRule } from "../../src/rules/index.ts";
import { everyTags, membersByOracle, readTags, tagSetOf } from "../oracle/tags.ts";
import { AS_OF, FIELD_COLUMNS, TIMEZONE, anyFacts, catalogue, isHeld, ledgerOf, rowsOf } from "../oracle/world.ts";
import { openTestEngine, testCtx } from "../support/engine.ts";

const RUNS = Number(process.env["TAGWISE_ORACLE_RUNS"] ?? 40);
const SEED = process.env["TAGWISE_ORACLE_SEED"];
let engine: Engine;
let ctx: Ctx;

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine, { workspace: { id: "w", name: "w", timezone: TIMEZONE }, clock: () => AS_OF });
  for (const column of FIELD_COLUMNS) await ctx.facts.run(`ALTER TABLE events ADD COLUMN IF NOT EXISTS ${column}`);
});
afterAll(() => engine.close());

async function store(rules: ReadonlyMap<string, TagRule>, population: readonly CustomerFacts[]): Promise<(code: string) => number> {
  const { facts } = ctx;
  for (const table of ["customers", "events", "attribute_values", "members", "ledger"]) await facts.run(`TRUNCATE TABLE ${table}`);
  const rows = rowsOf(population);
  await facts.insert("customers", rows.customers);
  if (rows.events.length > 0) await facts.insert("events", rows.events);
  if (rows.attributes.length > 0) await facts.insert("attribute_values", rows.attributes);
  const codes = [...rules.keys()];
  const idOf = (code: string) => codes.indexOf(code) + 1;
  for (const statement of ledgerOf(population, idOf)) await facts.run(statement);
  return idOf;
}

async function membersOf(run: RunResult, codes: readonly string[]): Promise<Map<string, number[]>> {
  expect([...run.failed.values()]).toEqual([]);
  const found = await ctx.facts.rows<{ tag: number; value: string; members: number[] }>(
    `SELECT tag, value, arraySort(bitmapToArray(customers)) AS members FROM ${run.table} ORDER BY tag, value`,
  );
  return new Map(found.map(({ tag, value, members }) => [`${codes[tag - 1]}/${value}`, members]));
}

/** What explain answers of one customer, in the form of members. */
async function membersByExplain(
  run: RunResult,
  rules: ReadonlyMap<string, TagRule>,
  population: readonly CustomerFacts[],
  customer: number,
): Promise<string[]> {
  const builder = planBuilder();
  const plan = planTags(rules, builder);
  const columns = await columnsOfCustomer(ctx, plan, run.scope, customer);
  const set = tagSetOf(rules);
  const moment = { asOf: AS_OF, timezone: TIMEZONE };
  const { answers } = answersOf(plan.tags, set, builder, columns, moment, new Map(), (code) => isHeld(code, population[customer - 1]!));
  return [...answers]
    .flatMap(([code, answer]) => (answer === true ? [`${code}/`] : typeof answer === "string" ? [`${code}/${answer}`] : []))
    .toSorted();
}

test(
  "full evaluation, explain and interpreter agree on every member",
  async () => {
    let turn = 0;
    await fc.assert(
      fc.asyncProperty(everyTags, fc.array(anyFacts, { minLength: 1, maxLength: 12 }), async (raw, population) => {
        const rules = readTags(raw);
        const idOf = await store(rules, population);
        const run = await runTags({ ctx, input: { rules, idOf, catalogue, asOf: AS_OF } });
        try {
          const wanted = membersByOracle(rules, population, AS_OF);
          expect(await membersOf(run, [...rules.keys()])).toEqual(wanted);
          const customer = 1 + (turn++ % population.length);
          const own = [...wanted].flatMap(([key, members]) => (members.includes(customer) ? [key] : []));
          expect(await membersByExplain(run, rules, population, customer)).toEqual(own.toSorted());
        } finally {
          await run.drop();
        }
      }),
      { numRuns: RUNS, ...(SEED !== undefined && { seed: Number(SEED) }) },
    );
  },
  600_000 + RUNS * 3_000,
);
