import { afterAll, beforeAll, expect, test } from "vitest";
import { readCatalogue, seedCatalogue, type Catalogue } from "../../src/catalogue/index.ts";
import { appendBatch } from "../../src/customers/index.ts";
import type { Ctx, Engine } from "../../src/engine/index.ts";
import { answersOf } from "../../src/membership/answers.ts";
import { columnsOfCustomer } from "../../src/membership/columns.ts";
import { runTags } from "../../src/membership/run.ts";
import { interpretTags, planBuilder, planTags, type TagRule } from "../../src/rules/index.ts";
import { readDocument } from "../../src/tags/index.ts";
import { tagSetOf } from "../oracle/tags.ts";
import { factsOf } from "../rules/facts.ts";
import type { RuleFixture } from "../rules/fixture.ts";
import { FIXTURES } from "../rules/fixtures/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

const ZONE = "Asia/Shanghai";
let engine: Engine;
let ctx: Ctx;
let catalogue: Catalogue;

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine);
  await seedCatalogue({ ctx });
  catalogue = await readCatalogue({ ctx });
});
afterAll(() => engine.close());

function rulesOf(fixture: RuleFixture): Map<string, TagRule> {
  const tags = Object.entries(fixture.tags).map(([code, definition]) => ({ code, ...definition }));
  const nothing = { tags: new Map(), refs: new Map(), segments: new Map() };
  const { definitions } = readDocument({ tags }, nothing, catalogue, ZONE, false);
  return new Map(definitions.map(({ code, rule }) => [code, rule]));
}

/** The fixture's customers alone in the store: their names by number. */
async function store({ name: fixture, customers }: RuleFixture): Promise<Map<number, string>> {
  for (const table of ["customers", "events", "attribute_values", "members", "ledger"]) await ctx.facts.run(`TRUNCATE TABLE ${table}`);
  const identities = (customer: string) => [{ platform: "fixture", external: `${fixture} ${customer}` }];
  const all = Object.entries(customers);
  await appendBatch({
    ctx,
    input: {
      customers: all.flatMap(([customer, { attributes = [] }]) =>
        [{ attributes: {}, at: NOW }, ...attributes].map((one) => ({ ...one, identities: identities(customer) })),
      ),
      events: all.flatMap(([customer, { events = [] }]) => events.map((one) => ({ ...one, identities: identities(customer) }))),
    },
  });
  const late = all.flatMap(([customer, { late: events = [] }]) => events.map((one) => ({ ...one, identities: identities(customer) })));
  if (late.length > 0) await appendBatch({ ctx, input: { events: late } });
  const rows = await ctx.facts.rows<{ customer: number; external: string }>(
    "SELECT customer, external FROM identities FINAL WHERE platform = 'fixture' AND customer IN (SELECT customer FROM customers) ORDER BY customer",
  );
  return new Map(rows.map(({ customer, external }) => [customer, external.slice(fixture.length + 1)]));
}

/** `tag` or `tag/value` → names, in the fixture's order; empty ones left out. */
function inOrder(fixture: RuleFixture, found: Iterable<readonly [key: string, customer: string]>): Record<string, string[]> {
  const names = Object.keys(fixture.customers);
  const members: Record<string, string[]> = {};
  for (const [key, customer] of found) (members[key] ??= []).push(customer);
  return Object.fromEntries(
    Object.entries(members).map(([key, list]) => [key, list.toSorted((a, b) => names.indexOf(a) - names.indexOf(b))]),
  );
}

function keyOf(code: string, answer: unknown): string[] {
  return answer === true ? [code] : typeof answer === "string" ? [`${code}/${answer}`] : [];
}

test.for(FIXTURES.map((fixture) => [fixture.name, fixture] as const))("%s", async ([, fixture]) => {
  const rules = rulesOf(fixture);
  const names = Object.keys(fixture.customers);
  const moment = { asOf: NOW, timezone: ZONE };

  const interpreted = interpretTags(
    rules,
    names.map((name) => factsOf(fixture.customers[name]!, catalogue)),
    moment,
  );
  const byOracle = interpreted.flatMap((answers, index) =>
    [...answers].flatMap(([code, answer]) => keyOf(code, answer).map((key) => [key, names[index]!] as const)),
  );
  expect(inOrder(fixture, byOracle), "interpreter").toEqual(fixture.members);

  const numbers = await store(fixture);
  const codes = [...rules.keys()];
  const run = await runTags({ ctx, input: { rules, idOf: (code) => codes.indexOf(code) + 1, catalogue, asOf: NOW } });
  try {
    expect([...run.failed.values()]).toEqual([]);
    const rows = await ctx.facts.rows<{ tag: number; value: string; members: number[] }>(
      `SELECT tag, value, bitmapToArray(customers) AS members FROM ${run.table} ORDER BY tag, value`,
    );
    const bySql = rows.flatMap(({ tag, value, members }) =>
      members.map((customer) => [`${codes[tag - 1]}${value === "" ? "" : `/${value}`}`, numbers.get(customer)!] as const),
    );
    expect(inOrder(fixture, bySql), "full evaluation").toEqual(fixture.members);

    const builder = planBuilder();
    const plan = planTags(rules, builder);
    const byExplain: (readonly [string, string])[] = [];
    for (const [customer, name] of numbers) {
      const columns = await columnsOfCustomer(ctx, plan, run.scope, customer);
      const { answers } = answersOf(plan.tags, tagSetOf(rules), builder, columns, moment, new Map(), () => false);
      for (const [code, answer] of answers) byExplain.push(...keyOf(code, answer).map((key) => [key, name] as const));
    }
    expect(inOrder(fixture, byExplain), "explain").toEqual(fixture.members);
  } finally {
    await run.drop();
  }
});
