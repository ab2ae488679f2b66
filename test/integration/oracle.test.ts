import { statementOf } from "../support/statementOf.ts";
import fc from "../support/properties.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Ctx, type Engine, sql } from "../../src/engine/index.ts";
import { answersOf } from "../../src/evaluation/customerAnswers.ts";
import { columnsOfCustomer } from "../../src/evaluation/customerColumns.ts";
import { writeMetrics } from "../../src/evaluation/metrics.ts";
import { runTags, type RunResult } from "../../src/evaluation/runTags.ts";
import type { Instant } from "../../src/kernel/index.ts";
import { planBuilder, planTags, type CustomerFacts, type TagRule } from "../../src/rules/index.ts";
import { oracleRuns } from "../oracle/runs.ts";
import { metricAsRead, metricByOracle } from "../oracle/metrics.ts";
import { everyTags, membersByOracle, readTags, tagSetOf } from "../oracle/tags.ts";
import { AS_OF, FIELD_COLUMNS, TIMEZONE, anyFacts, catalogue, isHeld, historyOf, rowsOf } from "../oracle/world.ts";
import { openTestEngine, testCtx } from "../support/engine.ts";

const RUNS = oracleRuns(35);
const DAY = 86_400_000;
let engine: Engine;
let ctx: Ctx;

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine, { workspace: { id: "w", name: "w", timezone: TIMEZONE }, clock: () => AS_OF });
  for (const column of FIELD_COLUMNS) await ctx.facts.run(sql`ALTER TABLE events ADD COLUMN IF NOT EXISTS ${statementOf(column)}`);
});
afterAll(() => engine.close());

async function store(rules: ReadonlyMap<string, TagRule>, population: readonly CustomerFacts[]): Promise<(code: string) => number> {
  const { facts } = ctx;
  for (const table of ["customers", "events", "attribute_values", "members", "membership_changes", "metrics"])
    await facts.run(sql`TRUNCATE TABLE ${sql.id(table)}`);
  const rows = rowsOf(population);
  await facts.insert("customers", rows.customers);
  if (rows.events.length > 0) await facts.insert("events", rows.events);
  if (rows.attributes.length > 0) await facts.insert("attribute_values", rows.attributes);
  const codes = [...rules.keys()];
  const idOf = (code: string) => codes.indexOf(code) + 1;
  for (const statement of historyOf(population, idOf)) await facts.run(statementOf(statement));
  return idOf;
}

async function membersOf(run: RunResult, codes: readonly string[]): Promise<Map<string, number[]>> {
  expect([...run.failed.values()]).toEqual([]);
  const found = await ctx.facts.rows<{ tag: number; value: string; members: number[] }>(
    sql`SELECT tag, value, arraySort(bitmapToArray(customers)) AS members FROM ${sql.id(run.table)} ORDER BY tag, value`,
  );
  return new Map(found.map(({ tag, value, members }) => [`${codes[tag - 1]}/${value}`, members]));
}

/** What explain answers of every customer, in the form of members. */
async function membersByExplain(
  run: RunResult,
  rules: ReadonlyMap<string, TagRule>,
  population: readonly CustomerFacts[],
  asOf: Instant,
  isMember: (tag: string, customer: number) => boolean,
): Promise<Map<string, number[]>> {
  const builder = planBuilder();
  const plan = planTags(rules, builder);
  const set = tagSetOf(rules);
  const members = new Map<string, number[]>();
  for (const index of population.keys()) {
    const columns = await columnsOfCustomer(ctx, plan, run.scope, index + 1);
    const moment = { asOf, timezone: TIMEZONE };
    const { answers } = answersOf(plan.tags, set, builder, columns, moment, new Map(), (tag) => isMember(tag, index + 1));
    for (const [code, answer] of answers)
      if (answer === true || typeof answer === "string") {
        const key = `${code}/${answer === true ? "" : answer}`;
        members.set(key, [...(members.get(key) ?? []), index + 1]);
      }
  }
  return members;
}

/** Now, at the borders of what happened, and any time before. */
const anyEarlier = fc.oneof(fc.constantFrom(1, DAY, 7 * DAY, 30 * DAY, 31 * DAY), fc.integer({ min: 1, max: 300 * DAY }));

test(
  "full evaluation, explain and interpreter agree on every member, now and as of any instant before",
  async () => {
    let turn = 0;
    await fc.assert(
      fc.asyncProperty(everyTags, fc.array(anyFacts, { minLength: 1, maxLength: 12 }), anyEarlier, async (raw, population, ago) => {
        const rules = readTags(raw);
        const idOf = await store(rules, population);
        turn++;
        for (const asOf of [AS_OF, AS_OF - ago]) {
          const historic = asOf !== AS_OF;
          // Of the past a tag put on by hand is had by those who had it; now by those who have it, whenever that is said to have begun.
          const isMember = (tag: string, customer: number) => isHeld(tag, population[customer - 1]!, historic ? asOf : Infinity);
          const run = await runTags({ ctx, input: { rules, idOf, catalogue, asOf, historic } });
          try {
            const wanted = membersByOracle(rules, population, asOf, { isMember });
            const someone = new Map([...wanted].filter(([, members]) => members.length > 0));
            const found = await membersOf(run, [...rules.keys()]);
            expect(new Map([...found].filter(([, members]) => members.length > 0)), `evaluated ${asOf}`).toEqual(someone);
            const metric = rules.get("metric")!;
            const unwritten = await writeMetrics(ctx, { ...run, idOf, tags: new Set(["metric"]), evaluation: turn });
            expect([...unwritten]).toEqual([]);
            const read = await metricAsRead(ctx, idOf("metric"), metric, population.length, asOf);
            expect(read, `metric ${asOf}`).toEqual(metricByOracle(metric, population, asOf));
            // Of one of the two instants in turn: every customer is a reading of its own.
            if (historic === (turn % 2 === 1))
              expect(await membersByExplain(run, rules, population, asOf, isMember), `explained ${asOf}`).toEqual(someone);
          } finally {
            await run.drop();
          }
        }
      }),
      RUNS,
    );
  },
  600_000 + RUNS.numRuns * 3_000,
);
