import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ctx, Engine } from "../../src/engine/index.ts";
import type { Instant } from "../../src/kernel/index.ts";
import { findChanged } from "../../src/membership/changed.ts";
import { commitMembers } from "../../src/membership/commit.ts";
import { concernedTags } from "../../src/membership/follow.ts";
import { rulesOf } from "../../src/membership/closure.ts";
import { runTags } from "../../src/membership/run.ts";
import { planTags, type CustomerFacts, type TagRule } from "../../src/rules/index.ts";
import { membersByOracle, readTags, anyTags, tagSetOf } from "../oracle/tags.ts";
import { AS_OF, FIELD_COLUMNS, TIMEZONE, anyFacts, catalogue, rowsOf } from "../oracle/world.ts";
import { openTestEngine, testCtx } from "../support/engine.ts";

const RUNS = Number(process.env["TAGWISE_ORACLE_RUNS"] ?? 40);
const SEED = process.env["TAGWISE_ORACLE_SEED"];
const DAY = 86_400_000;
let engine: Engine;
let ctx: Ctx;

beforeAll(async () => {
  engine = await openTestEngine();
  for (const column of FIELD_COLUMNS) await engine.facts.run(`ALTER TABLE events ADD COLUMN ${column}`);
  ctx = testCtx(engine, { workspace: { id: "w", name: "w", timezone: TIMEZONE } });
});
afterAll(() => engine.close());

/** More facts for some customers (old events come late, in any order), perhaps new customers, and time that goes on or back. */
const anyStep = fc.record({
  more: fc.array(fc.tuple(fc.nat(11), anyFacts), { maxLength: 3 }),
  arrivals: fc.array(anyFacts, { maxLength: 2 }),
  jump: fc.oneof(
    fc.constantFrom(0, 1, -1, DAY, -DAY, 7 * DAY, 30 * DAY, 31 * DAY, 365 * DAY),
    fc.integer({ min: -40 * DAY, max: 40 * DAY }),
  ),
});

async function insert(
  facts: readonly CustomerFacts[],
  numbers: readonly number[],
  batch: number,
  known: ReadonlySet<number>,
): Promise<void> {
  const { customers, events, attributes } = rowsOf(facts);
  const moved = <T extends { customer: number }>(rows: readonly T[]) =>
    rows.map((row) => ({ ...row, customer: numbers[row.customer - 1]!, batch }));
  const fresh = moved(customers).filter((row) => !known.has(row.customer));
  if (fresh.length > 0) await ctx.facts.insert("customers", fresh);
  if (events.length > 0) await ctx.facts.insert("events", moved(events));
  if (attributes.length > 0) await ctx.facts.insert("attribute_values", moved(attributes));
}

/** One incremental step, as followChanges takes it. */
async function follow(
  rules: ReadonlyMap<string, TagRule>,
  evaluation: number,
  batches: readonly number[],
  from: Instant,
  to: Instant,
): Promise<void> {
  const set = tagSetOf(rules);
  const changed = await findChanged(ctx, planTags(rules), batches, from, to, (code) => ALL.indexOf(code) + 1);
  try {
    const concerned = changed.customers === 0 ? new Set<string>() : concernedTags(rules, changed);
    if (concerned.size > 0) await evaluate(rulesOf(set, concerned), concerned, evaluation, to, `(SELECT customer FROM ${changed.table})`);
  } finally {
    await changed.drop();
  }
}

async function evaluate(
  rules: ReadonlyMap<string, TagRule>,
  codes: Iterable<string>,
  evaluation: number,
  asOf: Instant,
  population?: string,
): Promise<void> {
  const run = await runTags({ ctx, input: { rules, idOf: (code) => [...ALL].indexOf(code) + 1, catalogue, asOf, population } });
  try {
    expect([...run.failed.values()]).toEqual([]);
    const tags = [...codes]
      .filter((code) => code !== "metric")
      .map((code) => ({ id: [...ALL].indexOf(code) + 1, version: 1, rule: rules.get(code)! }));
    await commitMembers(ctx, run.table, tags, { evaluation, at: asOf, cause: "rule", actor: "test" }, population);
  } finally {
    await run.drop();
  }
}

const ALL = ["t0", "t1", "tiers", "t2", "t3", "metric"];

async function stored(): Promise<Map<string, number[]>> {
  const rows = await ctx.facts.rows<{ tag: number; value: string; customers: number[] }>(
    "SELECT tag, value, arraySort(bitmapToArray(m.customers)) AS customers FROM members AS m FINAL ORDER BY tag, value",
  );
  return new Map(rows.filter((row) => row.customers.length > 0).map((row) => [`${ALL[row.tag - 1]}/${row.value}`, row.customers]));
}

test(
  "following changes and the clock gives the members that a full evaluation would, whatever comes late and however time jumps",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        anyTags,
        fc.array(anyFacts, { minLength: 1, maxLength: 12 }),
        fc.array(anyStep, { minLength: 1, maxLength: 3 }),
        async (raw, population, steps) => {
          const rules = readTags(raw);
          for (const table of ["customers", "events", "attribute_values", "members", "ledger"])
            await ctx.facts.run(`TRUNCATE TABLE ${table}`);
          const facts = [...population];
          await insert(
            facts,
            facts.map((_, index) => index + 1),
            1,
            new Set(),
          );
          let asOf = AS_OF - 20 * DAY;
          await evaluate(rules, ALL, 1, asOf);
          for (const [index, { more, arrivals, jump }] of steps.entries()) {
            const batch = index + 2;
            const known = new Set(facts.map((_, number) => number + 1));
            const additions: [number, CustomerFacts][] = [
              ...more.map(([number, extra]): [number, CustomerFacts] => [number % facts.length, extra]),
              ...arrivals.map((extra, position): [number, CustomerFacts] => [facts.length + position, extra]),
            ];
            for (const [number, extra] of additions) {
              const before = facts[number] ?? { events: [], attributes: [] };
              // Two values of one attribute at one instant have no order.
              const attributes = extra.attributes.filter(
                (value) =>
                  !before.attributes.some(
                    (old) => old.attribute === value.attribute && old.at === value.at && old.received === value.received,
                  ),
              );
              const sound = { events: extra.events, attributes };
              await insert([sound], [number + 1], batch, known);
              known.add(number + 1);
              facts[number] = { events: [...before.events, ...sound.events], attributes: [...before.attributes, ...sound.attributes] };
            }
            const from = asOf;
            asOf += jump;
            await follow(rules, batch, [batch], from, asOf);
            const wanted = new Map([...membersByOracle(rules, facts, asOf)].filter(([, members]) => members.length > 0));
            expect(await stored()).toEqual(wanted);
          }
        },
      ),
      { numRuns: RUNS, ...(SEED !== undefined && { seed: Number(SEED) }) },
    );
  },
  900_000 + RUNS * 10_000,
);
