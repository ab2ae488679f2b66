import fc from "../support/properties.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureFields } from "../../src/catalogue/index.ts";
import { closeBatch, openBatch } from "../../src/customers/index.ts";
import { instantOfFacts, type Ctx, type Engine, sql } from "../../src/engine/index.ts";
import type { Instant } from "../../src/kernel/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { assignTag, setOverride, removeOverride } from "../../src/assignments/index.ts";
import { explainTag } from "../../src/explain/index.ts";
import { updateMembers } from "../../src/updates/index.ts";
import { rulesOf } from "../../src/tags/ruleGraph.ts";
import { needsEverybody, planTags, type Answer, type CustomerFacts, type FactMembership, type TagRule } from "../../src/rules/index.ts";
import { loadTags } from "../../src/tags/index.ts";
import { metricAsRead, metricByOracle } from "../oracle/metrics.ts";
import { oracleRuns } from "../oracle/runs.ts";
import { SEGMENTS, documentOf, membersByOracle, tagsWith, type People, type RawTags } from "../oracle/tags.ts";
import { anyStep, type OverrideStep, type Step } from "../oracle/steps.ts";
import { AS_OF, FIELDS, TIMEZONE, anyFacts, rowsOf } from "../oracle/world.ts";
import { openTestEngine, testCtx } from "../support/engine.ts";

const RUNS = oracleRuns(16);
const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Tags over everybody are computed at most this often. */
const TURN = 60_000;
/** Customers of whom nothing is known, so that what changes is a small part of them and is followed rather than computed anew. */
const IDLE = 30;
/** Their numbers follow those of the others, arrivals included. */
const FIRST_IDLE = 1_000;
let engine: Engine;
let ctx: Ctx;
let now: Instant = AS_OF;

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine, { workspace: { id: "w", name: "w", timezone: TIMEZONE }, clock: () => now });
  await ensureFields({ ctx, input: FIELDS });
  for (const { id, name, of } of SEGMENTS.values())
    await ctx.records
      .insertInto("segments")
      .values({ id, name, combination: JSON.stringify(of), created_by: "", created_at: new Date(now) })
      .execute();
});
afterAll(() => engine.close());

/** Everything there is in one case: what the oracle is told, and what the product did with the same. */
interface World {
  readonly facts: CustomerFacts[];
  readonly hand: Set<number>;
  readonly overrides: Map<string, OverrideStep & { readonly until: Instant | null }>;
  rules: ReadonlyMap<string, TagRule>;
  ids: ReadonlyMap<number, string>;
  /** Tags that are computed over everybody, and take turns. */
  whole: ReadonlySet<string>;
}

async function start(raw: RawTags, facts: readonly CustomerFacts[], begun: Instant): Promise<World> {
  for (const table of ["customers", "events", "attribute_values", "members", "membership_changes", "metrics"])
    await ctx.facts.run(sql`TRUNCATE TABLE ${sql.id(table)}`);
  for (const table of ["overrides", "pending_batches", "tags"] as const) await ctx.records.deleteFrom(table).execute();
  now = begun;
  const world: World = { facts: [], hand: new Set(), overrides: new Map(), rules: new Map(), ids: new Map(), whole: new Set() };
  await arrive(world, facts, IDLE);
  await applyTags({ ctx, input: { document: { tags: documentOf(raw) }, prune: true } });
  const set = await loadTags({ ctx });
  const { tags } = set;
  world.whole = new Set([...tags.keys()].filter((code) => needsEverybody(planTags(rulesOf(set, [code])))));
  world.rules = new Map([...tags].map(([code, tag]) => [code, tag.rule!]));
  world.ids = new Map([...tags.values()].map((tag) => [tag.id, tag.code]));
  return world;
}

async function arrive(world: World, arrivals: readonly CustomerFacts[], idle = 0): Promise<void> {
  const numbers = arrivals.map((one) => world.facts.push({ events: one.events, attributes: one.attributes }));
  await insert(arrivals, numbers, [...numbers, ...Array.from({ length: idle }, (_, index) => FIRST_IDLE + index)]);
}

async function insert(facts: readonly CustomerFacts[], numbers: readonly number[], fresh: readonly number[]): Promise<void> {
  const batch = await openBatch(ctx);
  const { events, attributes } = rowsOf(facts);
  const moved = <T extends { customer: number }>(rows: readonly T[]) =>
    rows.map((row) => ({ ...row, customer: numbers[row.customer - 1]!, batch }));
  if (fresh.length > 0)
    await ctx.facts.insert(
      "customers",
      fresh.map((customer) => ({ customer, created: "2025-01-01 00:00:00", batch })),
    );
  if (events.length > 0) await ctx.facts.insert("events", moved(events));
  if (attributes.length > 0) await ctx.facts.insert("attribute_values", moved(attributes));
  await closeBatch(ctx, batch);
}

async function take(world: World, { more, arrivals, hand, overrides, jump }: Step): Promise<void> {
  const who = (counted: number) => 1 + (counted % world.facts.length);
  for (const override of overrides) await decide(world, { ...override, customer: who(override.customer) });
  if (hand.add.length + hand.remove.length > 0) {
    const [add, remove] = [hand.add.map(who), hand.remove.map(who)];
    await assignTag({ ctx, input: { tag: "hand", add, remove } });
    for (const one of add) world.hand.add(one);
    for (const one of remove) world.hand.delete(one);
  }
  for (const [counted, extra] of more) {
    const index = who(counted) - 1;
    const known = world.facts[index]!;
    const { events, attributes } = extra;
    world.facts[index] = { events: [...known.events, ...events], attributes: [...known.attributes, ...attributes] };
    await insert([{ events, attributes }], [index + 1], []);
  }
  if (arrivals.length > 0) await arrive(world, arrivals);
  now += jump;
}

async function decide(world: World, override: OverrideStep): Promise<void> {
  const { tag, customer, direction, value, lasts } = override;
  const key = `${tag} ${customer}`;
  const held = world.overrides.get(key);
  const holds = held !== undefined && (held.until === null || held.until > now);
  if (direction === "off") {
    if (holds) await removeOverride({ ctx, input: { tag, customer } });
    world.overrides.delete(key);
    return;
  }
  const until = lasts === null ? null : now + lasts;
  const tier = tag === "tiers" ? { value } : {};
  await setOverride({
    ctx,
    input: { tag, customer, direction, reason: "r", ...tier, ...(until !== null && { until: new Date(until).toISOString() }) },
  });
  world.overrides.set(key, { ...override, until });
}

/** What people say, as of now. */
function peopleOf({ hand, overrides }: World): People {
  return {
    isMember: (_, customer) => hand.has(customer),
    decided(tag, customer, answer): Answer {
      const override = overrides.get(`${tag} ${customer}`);
      if (!override || (override.until !== null && override.until <= now)) return answer;
      if (override.direction === "in") return tag === "tiers" ? override.value : true;
      return tag !== "tiers" ? false : answer === override.value ? null : answer;
    },
  };
}

/** Who has which tag and value by the store, without those nobody has. */
async function stored({ ids }: World): Promise<Map<string, number[]>> {
  const rows = await ctx.facts.rows<{ tag: number; value: string; customers: number[] }>(
    sql`SELECT tag, value, arraySort(bitmapToArray(m.customers)) AS customers FROM members AS m FINAL ORDER BY tag, value`,
  );
  return new Map(rows.filter((row) => row.customers.length > 0).map((row) => [`${ids.get(row.tag)}/${row.value}`, row.customers]));
}

/** The same by the interpreter, which reads the membership history as it is. All idle customers are as one. */
async function wanted(world: World, moves: ReadonlyMap<number, FactMembership[]>): Promise<Map<string, number[]>> {
  const numbers = [...world.facts.keys(), FIRST_IDLE - 1].map((index) => index + 1);
  const population = [...world.facts, { events: [], attributes: [] }].map((facts, index) => ({
    ...facts,
    memberships: moves.get(numbers[index]!) ?? [],
  }));
  const members = membersByOracle(world.rules, population, now, peopleOf(world));
  const everybody = (list: readonly number[]) =>
    list.flatMap((index) => (numbers[index - 1] === FIRST_IDLE ? Array.from({ length: IDLE }, (_, one) => FIRST_IDLE + one) : [index]));
  return new Map([...members].filter(([, list]) => list.length > 0).map(([key, list]) => [key, everybody(list)]));
}

/** The moves of the membership history by customer. */
async function movesByCustomer({ ids }: World): Promise<Map<number, FactMembership[]>> {
  const rows = await ctx.facts.rows<{ tag: number; value: string; evaluation: string; at: string; come: number[]; gone: number[] }>(
    sql`SELECT tag, value, evaluation, l.at AS at, bitmapToArray(entered) AS come, bitmapToArray(left) AS gone FROM membership_changes AS l ORDER BY evaluation, tag, value`,
  );
  const moves = new Map<number, FactMembership[]>();
  for (const { tag, value, evaluation, at, come, gone } of rows)
    for (const [customers, entered] of [
      [come, true],
      [gone, false],
    ] as const)
      for (const customer of customers)
        moves.set(customer, [
          ...(moves.get(customer) ?? []),
          { tag: ids.get(tag)!, value, at: instantOfFacts(at), evaluation: Number(evaluation), entered },
        ]);
  return moves;
}

/** Members of some tags. */
function only(members: ReadonlyMap<string, number[]>, isAsked: (code: string) => boolean): Map<string, number[]> {
  return new Map([...members].filter(([key]) => isAsked(key.slice(0, key.indexOf("/")))));
}

/** Often the end of March, when a month ago stands still. */
const anyStart = fc.oneof(
  fc.constant(AS_OF - 20 * DAY),
  fc.nat(12).map((sixths) => AS_OF + 27 * DAY + sixths * 6 * HOUR),
);

/** Durations of tags and decisions of people count by the membership history, which is written in the order of time: with them time goes on only. */
const anyCase = fc.tuple(fc.boolean(), fc.boolean()).chain(([forward, together]) =>
  fc.tuple(
    tagsWith({ held: forward, together }),
    fc.array(anyFacts, { minLength: 1, maxLength: 12 }),
    fc.array(anyStep(forward), { minLength: 1, maxLength: 3 }),
    anyStart,
    // Few customers are answered by the interpreter, and with 0 by the passes that answer many.
    fc.constantFrom(undefined, 0),
  ),
);

test(
  "following changes and the clock gives the members that a full evaluation would, whatever comes late and however time jumps; tags over everybody when their turn has come",
  async () => {
    let cases = 0;
    await fc.assert(
      fc.asyncProperty(anyCase, async ([raw, population, steps, begun, fewCustomers]) => {
        ctx = { ...ctx, fewCustomers };
        const world = await start(raw, population, begun);
        for (const step of steps) {
          await take(world, step);
          const before = await movesByCustomer(world);
          await updateMembers({ ctx, input: {} });
          const isOwn = (code: string) => !world.whole.has(code);
          expect(only(await stored(world), isOwn)).toEqual(only(await wanted(world, before), isOwn));
          await measured(world);
          if (world.whole.size > 0) await turn(world);
        }
        await explained(world, 1 + (cases++ % world.facts.length));
      }),
      RUNS,
    );
  },
  900_000 + RUNS.numRuns * 10_000,
);

/** What is read of the metric is what it is now, of every customer. */
async function measured({ rules, ids, facts }: World): Promise<void> {
  const metric = rules.get("metric")!;
  const [id] = [...ids].find(([, code]) => code === "metric")!;
  expect(await metricAsRead(ctx, id, metric, facts.length, now)).toEqual(metricByOracle(metric, facts, now));
}

/**
 * Moves the clock on until tags over everybody have had their turn: an hour that turns asks for it, and it comes when a minute
 * has gone since the one before, whichever side of now that lay on before time jumped.
 */
async function turn(world: World): Promise<void> {
  now = (Math.floor(now / HOUR) + 1) * HOUR + TURN;
  for (let tries = 0; tries < 3; tries++, now += TURN) {
    const before = await movesByCustomer(world);
    await updateMembers({ ctx, input: {} });
    const { tags } = await loadTags({ ctx });
    if (![...world.whole].every((code) => tags.get(code)!.evaluatedAt?.getTime() === now)) continue;
    expect(await stored(world)).toEqual(await wanted(world, before));
    return;
  }
  expect.unreachable("tags over everybody had no turn");
}

/** What explain answers of one customer is what is stored of every tag. */
async function explained(world: World, customer: number): Promise<void> {
  const members = await stored(world);
  for (const [code, rule] of world.rules) {
    if (rule.kind === "metric") continue;
    const { has, value, member } = await explainTag({ ctx, input: { customer, tag: code } });
    const own = [...only(members, (other) => other === code)]
      .filter(([, list]) => list.includes(customer))
      .map(([key]) => key.slice(code.length + 1));
    expect({ code, has, member, value: value === null ? [] : [value] }).toEqual({
      code,
      has: own.length > 0,
      member: own.length > 0,
      value: rule.kind === "tiered" ? own : [],
    });
  }
}
