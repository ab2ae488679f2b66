import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { assignTag, removeOverride, setOverride } from "../../src/assignments/index.ts";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { appendBatch, type IncomingEvent } from "../../src/customers/index.ts";
import { openCaches, versionOf, type Ctx, type Engine, sql } from "../../src/engine/index.ts";
import { eraseCustomer, finishErasures } from "../../src/erasure/index.ts";
import { findCustomers } from "../../src/identity/index.ts";
import { readCustomer, readCustomerTags } from "../../src/insight/index.ts";
import { recoverMembers } from "../../src/membership/index.ts";
import { bitmapSql, readBitmap } from "../../src/membership/inMemory/readBitmap.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { listMerges, mergeCustomers, undoMerge } from "../../src/review/index.ts";
import { evaluateTags, updateMembers } from "../../src/updates/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";
import fc from "../support/properties.ts";
import { refusing } from "../support/refusing.ts";

const RUNS = Number(process.env["PROPERTY_RUNS"] ?? 1);
/** Statements and their order are the same in both lanes: that of the servers, where each takes longer, tries fewer places and rounds. */
const [REFUSED_FROM, ROUNDS] = inject("servers") ? [[1, 2, 4], 2] : [[0, 1, 2, 3, 4, 5], 4];
const DAY = 86_400_000;
const NAMES = ["a", "b", "c", "d", "e"];
let engine: Engine;
let ctx: Ctx;
/** Another process on the same stores: it remembers for itself, and hears of nothing. */
let other: Ctx;
let clock = NOW;
let sent = 0;
let statements: string[] = [];

const documentOf = (least: number) => ({
  tags: [
    { code: "big", name: "大客户", rule: { event: "Order Completed", measure: { sum: "amount" }, is: `>= ${least}` } },
    { code: "silent", name: "沉默", rule: { not: { event: "Order Completed", within: "30d" } } },
    { code: "wake", name: "待唤醒", rule: { all: [{ tag: "big" }, { tag: "silent" }] } },
    {
      code: "stage",
      name: "阶段",
      values: [
        { value: "新", rule: { event: "Order Completed", measure: { timeSince: "first" }, is: "<= 30d" } },
        { value: "老", rule: { event: "Order Completed" } },
      ],
      default: "无",
    },
    { code: "spend", name: "消费", value: { event: "Order Completed", measure: { sum: "amount" } } },
    { code: "days", name: "最近", value: { event: "Order Completed", measure: { timeSince: "last" } } },
    { code: "vip", name: "贵宾" },
  ],
});

function order(external: string, daysAgo: number, amount: number): IncomingEvent {
  return {
    event: "Order Completed",
    id: `o${++sent}`,
    identities: [{ platform: "crm", external }],
    time: clock - daysAgo * DAY,
    properties: { amount },
  };
}

const send = (...events: IncomingEvent[]) => appendBatch({ ctx, input: { events, customers: [] } });

beforeAll(async () => {
  engine = await openTestEngine();
  const rows: typeof engine.facts.rows = (statement, options) => {
    statements.push(statement.text);
    return engine.facts.rows(statement, options);
  };
  ctx = testCtx(engine, { clock: () => clock, facts: { ...engine.facts, rows } });
  other = { ...ctx, caches: openCaches() };
  await seedCatalogue({ ctx });
  await send(...NAMES.map((name, index) => order(name, 20 * index, 500 * index)));
  await applyTags({ ctx, input: { document: documentOf(1_000), prune: false } });
});
afterAll(() => engine.close());

const numbersOf = async (names: readonly string[]) =>
  new Map(
    [...(await findCustomers({ ctx, input: names.map((name) => `crm:${name}`) }))].map(([ref, number]) => [
      ref.replace("crm:", ""),
      number,
    ]),
  );

/** Both processes answer of everybody what their page answers. */
async function expectAsPages(): Promise<void> {
  for (const customer of (await numbersOf(NAMES)).keys())
    for (const one of [ctx, other]) {
      const page = await readCustomer({ ctx: one, input: { customer: `crm:${customer}` } });
      const tags = page.tags.map(({ author: _, since: __, assignment: ___, ...tag }) => tag);
      // By number the same function answers; one customer shows it.
      for (const ref of [`crm:${customer}`, ...(customer === NAMES[0] ? [String(page.customer)] : [])])
        expect(await readCustomerTags({ ctx: one, input: { customer: ref } }), ref).toEqual({ customer: page.customer, tags });
    }
}

const loads = () => statements.filter((statement) => statement.includes(bitmapSql("customers").text)).length;

test("bitmaps of the store in all their forms are read to the last number", async () => {
  const shapes = [
    sql`[]`,
    sql`[0, 4294967295]`,
    sql`range(32)`,
    sql`range(33)`,
    sql`arrayMap(n -> n * 7, range(100000))`,
    sql`range(3, 1000000)`,
    sql`arrayFilter(n -> n % 3 > 0, range(300000))`,
    sql`arrayConcat(range(70000), [200000], arrayMap(n -> 4294901760 + n * 2, range(5000)))`,
    sql`arrayConcat(range(10), range(65530, 65600))`,
  ];
  for (const shape of shapes)
    for (const bitmap of [
      sql`bitmapBuild(CAST(${shape} AS Array(UInt32)))`,
      sql`(SELECT groupBitmapState(toUInt32(n)) FROM (SELECT arrayJoin(CAST(${shape} AS Array(UInt32))) AS n))`,
    ]) {
      const [row] = await engine.facts.rows<{ bitmap: string; numbers: number[] }>(
        sql`SELECT ${bitmapSql("b")} AS bitmap, bitmapToArray(b) AS numbers FROM (SELECT ${bitmap} AS b)`,
      );
      expect([...readBitmap(row!.bitmap)].toSorted((a, b) => a - b)).toEqual(row!.numbers.toSorted((a, b) => a - b));
    }
  expect(() => readBitmap("AgAA")).toThrow(RangeError);
});

test("what moved is read from the history, not all members anew", async () => {
  await expectAsPages();
  statements = [];
  await send(order("a", 1, 5_000));
  await updateMembers({ ctx, input: {} });
  await expectAsPages();
  const customer = (await numbersOf(["b"])).get("b")!;
  await setOverride({ ctx, input: { tag: "big", customer, direction: "in", reason: "试" } });
  await expectAsPages();
  await assignTag({ ctx, input: { tag: "vip", add: [customer], remove: [] } });
  await expectAsPages();
  expect(loads()).toBe(0);
});

test("requests that arrive together share their statements", async () => {
  statements = [];
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, index) => readCustomerTags({ ctx, input: { customer: `crm:${NAMES[index % NAMES.length]}` } })),
  );
  expect(new Set(answers.map(({ customer }) => customer)).size).toBe(NAMES.length);
  expect(statements.filter((statement) => statement.includes("FROM identities")).length).toBeLessThanOrEqual(2);
  expect(statements.length).toBeLessThanOrEqual(6);
});

test("an update leaves what is remembered of definitions, overrides and erasures; a change of one of them does not", async () => {
  const names = ["tags", "overrides", "erasures"] as const;
  const versions = () => Promise.all(names.map((name) => versionOf(ctx, name)));
  clock += 1_000;
  const before = await versions();
  await send(order("a", 1, 7));
  expect(await updateMembers({ ctx, input: {} })).toMatchObject({ how: "incremental" });
  expect(await versions()).toEqual(before);
  await applyTags({ ctx, input: { document: documentOf(1_001), prune: false } });
  const customer = (await numbersOf(["a"])).get("a")!;
  await setOverride({ ctx, input: { tag: "silent", customer, direction: "in", reason: "试" } });
  const [tags, overrides, erasures] = await versions();
  expect([tags! > before[0]!, overrides! > before[1]!, erasures]).toEqual([true, true, before[2]]);
  await expectAsPages();
  await removeOverride({ ctx, input: { tag: "silent", customer } });
  await expectAsPages();
  await applyTags({ ctx, input: { document: documentOf(1_000), prune: false } });
});

test("members that are too many for memory are asked of the store, with the same answers", async () => {
  const small = { ...ctx, caches: openCaches(), memoryBytes: 8 };
  statements = [];
  for (const name of NAMES) {
    const input = { customer: `crm:${name}` };
    expect(await readCustomerTags({ ctx: small, input })).toEqual(await readCustomerTags({ ctx, input }));
  }
  expect(loads()).toBe(0);
});

test("an evaluation that fails between the history and the members changes no answer, and its recovery changes all alike", async () => {
  const store = refusing(ctx.facts);
  const failing = { ...ctx, facts: store.facts };
  const customer = (await numbersOf(["c"])).get("c")!;
  await expectAsPages();
  for (const from of REFUSED_FROM) {
    store.refuse(from, 1, "before");
    await assignTag({
      ctx: failing,
      input: { tag: "vip", add: from % 2 === 0 ? [customer] : [], remove: from % 2 === 0 ? [] : [customer] },
    }).catch(() => undefined);
    store.relent();
    await expectAsPages();
    await send(order("d", 1, from));
    await updateMembers({ ctx, input: {} });
    await expectAsPages();
    if (from % 3 === 2) {
      await recoverMembers(ctx);
      await expectAsPages();
    }
  }
});

test("who is nobody is not found", async () => {
  await expect(readCustomerTags({ ctx, input: { customer: "crm:nobody" } })).rejects.toMatchObject({ code: "CUSTOMER_NOT_FOUND" });
  await expect(readCustomerTags({ ctx, input: { customer: "999999" } })).rejects.toMatchObject({ code: "CUSTOMER_NOT_FOUND" });
});

const pick = fc.nat(NAMES.length - 1);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("order" as const), one: pick, days: fc.nat(60), amount: fc.nat(3_000) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("override" as const),
      one: pick,
      isIn: fc.boolean(),
      tag: fc.constantFrom("big", "silent", "wake"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const), one: pick, tag: fc.constantFrom("big", "silent", "wake") }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("assign" as const),
      add: fc.array(pick, { maxLength: 3 }),
      remove: fc.array(pick, { maxLength: 2 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("merge" as const), one: pick, two: pick }) },
  { weight: 1, arbitrary: fc.constant({ kind: "unmerge" as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("erase" as const), one: pick }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("publish" as const), least: fc.integer({ min: 1, max: 3_000 }) }) },
  { weight: 1, arbitrary: fc.constant({ kind: "evaluate" as const }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("wait" as const), days: fc.integer({ min: 1, max: 20 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

async function take(one: Step): Promise<void> {
  const numbers = await numbersOf(NAMES);
  const of = (index: number) => numbers.get(NAMES[index]!);
  switch (one.kind) {
    case "order":
      await send(order(NAMES[one.one]!, one.days, one.amount));
      break;
    case "override":
      if (of(one.one))
        await setOverride({ ctx, input: { tag: one.tag, customer: of(one.one)!, direction: one.isIn ? "in" : "out", reason: "试" } });
      break;
    case "remove":
      if (of(one.one)) await removeOverride({ ctx, input: { tag: one.tag, customer: of(one.one)! } }).catch(() => undefined);
      break;
    case "assign": {
      const some = (list: readonly number[]) => list.flatMap((index) => of(index) ?? []);
      await assignTag({ ctx, input: { tag: "vip", add: some(one.add), remove: some(one.remove) } });
      break;
    }
    case "merge":
      if (of(one.one) && of(one.two) && of(one.one) !== of(one.two))
        await mergeCustomers({ ctx, input: { customer: `crm:${NAMES[one.one]}`, other: `crm:${NAMES[one.two]}`, reason: "同一人" } });
      break;
    case "unmerge": {
      const { items } = await listMerges({ ctx, input: { limit: 50 } });
      const [last] = items;
      if (last) await undoMerge({ ctx, input: { merge: last.id, reason: "弄错了" } }).catch(() => undefined);
      break;
    }
    case "erase":
      if (!of(one.one)) break;
      await eraseCustomer({ ctx, input: { customer: `crm:${NAMES[one.one]}` } });
      await expectAsPages();
      await finishErasures(ctx);
      break;
    case "publish":
      await applyTags({ ctx, input: { document: documentOf(one.least), prune: false } });
      break;
    case "evaluate":
      await evaluateTags({ ctx, input: {} });
      break;
    case "wait":
      clock += one.days * DAY;
  }
}

test("after any moves, overrides, assignments, merges and erasures the answer is the page's, before members follow and after", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 10 }), async (steps) => {
      for (const one of steps) {
        await take(one);
        await expectAsPages();
        await updateMembers({ ctx, input: {} });
        await expectAsPages();
      }
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});

test("members are asked for while evaluations write: once they have ended, every answer is the page's", async () => {
  for (let round = 0; round < ROUNDS; round++) {
    await send(...NAMES.map((name, index) => order(name, (round * 7 + index * 11) % 40, 700 * round)));
    const asking = (async () => {
      for (let times = 0; times < 10; times++)
        for (const one of [ctx, other, { ...ctx, caches: openCaches() }])
          await readCustomerTags({ ctx: one, input: { customer: "crm:a" } });
    })();
    await Promise.all([updateMembers({ ctx, input: {} }), asking]);
    await expectAsPages();
  }
});
