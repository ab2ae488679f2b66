import { afterAll, beforeAll, expect, test } from "vitest";
import { readCatalogue, seedCatalogue, type Catalogue } from "../../src/catalogue/index.ts";
import { appendBatch } from "../../src/customers/index.ts";
import { type Ctx, type Engine, sql, literal, type Sql } from "../../src/engine/index.ts";
import type { Instant } from "../../src/kernel/index.ts";
import { answersOf } from "../../src/evaluation/customerAnswers.ts";
import { columnsOfCustomer } from "../../src/evaluation/customerColumns.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { evaluateTags, updateMembers } from "../../src/updates/index.ts";
import { runTags } from "../../src/evaluation/runTags.ts";
import { interpretTags, needsEverybody, planBuilder, planTags, type TagRule } from "../../src/rules/index.ts";
import { loadTags, readDocument } from "../../src/tags/index.ts";
import { tagSetOf } from "../oracle/tags.ts";
import { factsOf } from "../rules/facts.ts";
import { DAY, type FixtureCustomer, type RuleFixture } from "../rules/fixture.ts";
import { FIXTURES } from "../rules/fixtures/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

const HOUR = 3_600_000;
/** Customers of whom nothing is known, so that those who change are few and are followed one by one. */
const IDLE = 30;
let engine: Engine;
let ctx: Ctx;
let clock: Instant = NOW;
let catalogue: Catalogue;

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine);
  await seedCatalogue({ ctx });
  catalogue = await readCatalogue({ ctx });
});
afterAll(() => engine.close());

/** What the fixture is about: its instant and its zone. */
function contextOf({ zone = "Asia/Shanghai" }: RuleFixture): Ctx {
  return testCtx(engine, { clock: () => clock, workspace: { id: "main", name: "测试商城", timezone: zone } });
}

const documentOf = ({ tags }: RuleFixture) => ({ tags: Object.entries(tags).map(([code, definition]) => ({ code, ...definition })) });

function rulesOf(fixture: RuleFixture): Map<string, TagRule> {
  const nothing = { tags: new Map(), refs: new Map(), groups: new Map(), segments: new Map() };
  const { definitions } = readDocument(documentOf(fixture), nothing, catalogue, contextOf(fixture).workspace.timezone, false);
  return new Map(definitions.map(({ code, rule }) => [code, rule]));
}

/** A part of what is known of a customer. */
type Piece = (customer: FixtureCustomer) => FixtureCustomer;

async function arrive(fixture: RuleFixture, way: string, piece: Piece, idle = 0): Promise<void> {
  const identities = (customer: string) => [{ platform: way, external: `${fixture.name} ${customer}` }];
  const all = Object.entries(fixture.customers).map(([customer, known]) => [customer, piece(known)] as const);
  await appendBatch({
    ctx: contextOf(fixture),
    input: {
      customers: [
        ...all.flatMap(([customer, { attributes = [] }]) =>
          [{ attributes: {}, at: NOW }, ...attributes].map((one) => ({ ...one, identities: identities(customer) })),
        ),
        ...Array.from({ length: idle }, (_, index) => ({ attributes: {}, at: NOW, identities: identities(`idle ${index}`) })),
      ],
      events: all.flatMap(([customer, { events = [] }]) => events.map((one) => ({ ...one, identities: identities(customer) }))),
    },
  });
}

const EARLY: Piece = ({ events = [], attributes = [] }) => ({ events, attributes });
const LATE: Piece = ({ late = [] }) => ({ events: late });
/** Half of a customer's facts, every second one. */
const half =
  (part: 0 | 1): Piece =>
  ({ events = [], late = [], attributes = [] }) => ({
    events: [...events, ...late].filter((_, index) => index % 2 === part),
    attributes: attributes.filter((_, index) => index % 2 === part),
  });

/** The fixture's customers alone in the store, without anything known of them yet. */
async function clear(): Promise<void> {
  for (const table of ["customers", "events", "attribute_values", "members", "membership_changes", "metrics"])
    await ctx.facts.run(sql`TRUNCATE TABLE ${sql.id(table)}`);
  await ctx.records.deleteFrom("pending_batches").execute();
}

/** Names by number. */
async function numbersOf(fixture: RuleFixture, way: string): Promise<Map<number, string>> {
  const rows = await ctx.facts.rows<{ customer: number; external: string }>(
    sql`SELECT customer, external FROM identities FINAL WHERE platform = ${literal.text(way)} AND customer IN (SELECT customer FROM customers) ORDER BY customer`,
  );
  const names = rows.map(({ customer, external }) => [customer, external.slice(fixture.name.length + 1)] as const);
  return new Map(names.filter(([, name]) => name in fixture.customers));
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

type Bitmaps = readonly { readonly tag: number; readonly value: string; readonly members: readonly number[] }[];

/** Bitmaps of a table, without customers who are not the fixture's. */
async function membersIn(fixture: RuleFixture, table: Sql, codes: ReadonlyMap<number, string>, numbers: ReadonlyMap<number, string>) {
  const rows: Bitmaps = await ctx.facts.rows(
    sql`SELECT tag, value, bitmapToArray(customers) AS members FROM ${table} WHERE tag IN (${sql.join([...codes.keys()].map(literal.integer))}) ORDER BY tag, value`,
  );
  return inOrder(
    fixture,
    rows.flatMap(({ tag, value, members }) =>
      members.flatMap((customer) => {
        const name = numbers.get(customer);
        return name === undefined ? [] : [[`${codes.get(tag)}${value === "" ? "" : `/${value}`}`, name] as const];
      }),
    ),
  );
}

const CASES = FIXTURES.map((fixture) => [fixture.name, fixture] as const);

test.for(CASES)("%s: interpreted, evaluated, explained, and as of the instant from later", async ([, fixture]) => {
  const rules = rulesOf(fixture);
  const names = Object.keys(fixture.customers);
  const { now = NOW } = fixture;
  const moment = { asOf: now, timezone: contextOf(fixture).workspace.timezone };
  const interpreted = interpretTags(
    rules,
    names.map((name) => factsOf(fixture.customers[name]!, catalogue)),
    moment,
  );
  const byOracle = interpreted.flatMap((answers, index) =>
    [...answers].flatMap(([code, answer]) => keyOf(code, answer).map((key) => [key, names[index]!] as const)),
  );
  expect(inOrder(fixture, byOracle), "interpreter").toEqual(fixture.members);

  clock = now;
  await clear();
  await arrive(fixture, "whole", EARLY);
  await arrive(fixture, "whole", LATE);
  const numbers = await numbersOf(fixture, "whole");
  const codes = new Map([...rules.keys()].map((code, index) => [index + 1, code]));
  const idOf = (code: string) => [...rules.keys()].indexOf(code) + 1;
  const at = contextOf(fixture);
  const run = await runTags({ ctx: at, input: { rules, idOf, catalogue, asOf: now } });
  try {
    expect([...run.failed.values()]).toEqual([]);
    expect(await membersIn(fixture, sql.id(run.table), codes, numbers), "full evaluation").toEqual(fixture.members);
    const builder = planBuilder();
    const plan = planTags(rules, builder);
    const byExplain: (readonly [string, string])[] = [];
    for (const [customer, name] of numbers) {
      const columns = await columnsOfCustomer(at, plan, run.scope, customer);
      const { answers } = answersOf(plan.tags, tagSetOf(rules), builder, columns, moment, new Map(), () => false);
      for (const [code, answer] of answers) byExplain.push(...keyOf(code, answer).map((key) => [key, name] as const));
    }
    expect(inOrder(fixture, byExplain), "explain").toEqual(fixture.members);
  } finally {
    await run.drop();
  }

  // A year on everything has happened again; as of the instant none of it has.
  const again = fixture.customers;
  await arrive({ ...fixture, customers: again }, "whole", ({ events = [] }) => ({
    events: events.map((one) => ({ ...one, time: now + 1 + Math.abs(now - one.time) })),
  }));
  clock = now + 400 * DAY;
  const past = await runTags({ ctx: at, input: { rules, idOf, catalogue, asOf: now, historic: true } });
  try {
    expect(await membersIn(fixture, sql.id(past.table), codes, numbers), "as of the instant").toEqual(fixture.members);
  } finally {
    await past.drop();
  }
});

test.for(CASES)("%s: followed as facts arrive in pieces and late, and by the clock from before and from after", async ([, fixture]) => {
  const { now = NOW } = fixture;
  const at = contextOf(fixture);
  await clear();
  clock = now - 2 * HOUR;
  await arrive(fixture, "pieces", () => ({}), IDLE);
  await applyTags({ ctx: at, input: { document: documentOf(fixture), prune: true } });
  await evaluateTags({ ctx: at, input: { force: true } });
  const { tags } = await loadTags({ ctx: at });
  const codes = new Map([...tags.values()].map(({ id, code }) => [id, code]));
  const numbers = await numbersOf(fixture, "pieces");
  const together = needsEverybody(planTags(rulesOf(fixture)));
  const stored = () => membersIn(fixture, sql`members FINAL`, codes, numbers);
  for (const part of [1, 0] as const) {
    clock += 1_000;
    await arrive(fixture, "pieces", half(part));
    await updateMembers({ ctx: at, input: {} });
  }
  // The last step is the clock's; at a full hour ranks and cycles have their turn.
  clock = now;
  await updateMembers({ ctx: at, input: {} });
  expect(await stored(), "in pieces").toEqual(fixture.members);
  for (const [from, way] of [
    [now - 1, "from a millisecond before"],
    [now + 45 * DAY, "from after"],
  ] as const) {
    clock = from;
    await evaluateTags({ ctx: at, input: { force: true } });
    clock = now;
    // Tags over everybody had their turn a moment ago; who names the instant is answered exactly.
    if (way === "from after" || together) await evaluateTags({ ctx: at, input: { asOf: now } });
    else await updateMembers({ ctx: at, input: {} });
    expect(await stored(), way).toEqual(fixture.members);
  }
});

test("every example rule of the product is a fixture", () => {
  const names = FIXTURES.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining([...PRODUCT]));
  expect(new Set(names).size).toBe(names.length);
});

const PRODUCT = [
  "高价值客户",
  "忠诚客户 → 流失客户",
  "潜在客户",
  "新客户",
  "近期沉默 + 高价值",
  "7日内咨询",
  "已购A产品",
  "资料已发",
  "产品兴趣浓厚",
  "价格敏感",
  "需激活",
  "早教产品潜力客户",
  "需补货提醒",
  "购买频率下降",
  "前20%消费",
  "加购未买",
  "生日将至",
  "高要求客户",
  "偏好渠道=门店",
  "沉睡会员",
];
