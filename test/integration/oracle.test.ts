import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ctx, Facts } from "../../src/engine/index.ts";
import { openFacts } from "../../src/engine/facts/open.ts";
import { runTags } from "../../src/membership/run.ts";
import { Reading, interpretTags, readTagRule, type CustomerFacts, type TagRef, type TagRule } from "../../src/rules/index.ts";
import { anyMeasured, anyRule } from "../oracle/rules.ts";
import { AS_OF, FIELD_COLUMNS, TIMEZONE, anyFacts, catalogue, rowsOf } from "../oracle/world.ts";

const RUNS = Number(process.env["TAGWISE_ORACLE_RUNS"] ?? 60);
const dataDir = mkdtempSync(join(tmpdir(), "tagwise-oracle-"));
let facts: Facts;
let ctx: Ctx;

beforeAll(async () => {
  facts = await openFacts({ dataDir, memoryBytes: 2 ** 31 });
  for (const column of FIELD_COLUMNS) await facts.run(`ALTER TABLE events ADD COLUMN ${column}`);
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  ctx = {
    facts,
    workspace: { id: "w", name: "w", timezone: TIMEZONE },
    clock: () => AS_OF,
    lang: "zh",
    requestId: "r",
    log,
    dataDir,
    memoryBytes: 2 ** 31,
  } as unknown as Ctx;
});
afterAll(async () => {
  await facts.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const SIMPLE: readonly Record<string, unknown>[] = [
  { tag: "t0" },
  { tag: "t1" },
  { tag: "tiers" },
  { tag: "tiers", value: "高" },
  { tag: "tiers", value: ["低", "其他"] },
];

/** Metric tags are numbers and dates; picked values may be texts. */
function isPicked({ measure }: Record<string, unknown>): boolean {
  return typeof measure === "object" && measure !== null && ["first", "last", "mostFrequent"].some((kind) => kind in measure);
}

/** A set of tags: plain ones, a tiered one over them, and ones that name those. */
const anyTags = fc.record({
  t0: anyRule(2),
  t1: anyRule(3),
  tiers: fc.record({ high: anyRule(1), low: anyRule(1), fallback: fc.boolean() }),
  t2: anyRule(4, SIMPLE),
  t3: anyRule(2, [...SIMPLE, { tag: "t2" }]),
  metric: anyMeasured.map(({ is: _, ...measured }) => (isPicked(measured) ? { event: measured["event"] } : measured)),
});

type RawTags = typeof anyTags extends fc.Arbitrary<infer T> ? T : never;

/** Reads raw definitions the way a document is read; a generator that makes an unsound rule is itself wrong. */
function readAll(raw: RawTags): Map<string, TagRule> {
  const sources: [string, TagRef["kind"], Record<string, unknown>][] = [
    ["t0", "rule", { rule: raw.t0 }],
    ["t1", "rule", { rule: raw.t1 }],
    [
      "tiers",
      "tiered",
      {
        values: [
          { value: "高", rule: raw.tiers.high },
          { value: "低", rule: raw.tiers.low },
        ],
        ...(raw.tiers.fallback && { default: "其他" }),
      },
    ],
    ["t2", "rule", { rule: raw.t2 }],
    ["t3", "rule", { rule: raw.t3 }],
    ["metric", "metric", { value: raw.metric }],
  ];
  const refs = new Map(
    sources.map(([code, kind]) => [
      code,
      { code, name: { zh: code, en: code }, kind, values: kind === "tiered" ? ["高", "低", "其他"] : [] },
    ]),
  );
  const reading = new Reading({ catalogue, tags: refs, timezone: TIMEZONE });
  const rules = sources.map(([code, kind, source]) => [code, readTagRule({ kind, ...source }, code, reading)] as const);
  expect(reading.issues).toEqual([]);
  return new Map(rules.map(([code, rule]) => [code, rule!]));
}

async function membersBySql(rules: ReadonlyMap<string, TagRule>, population: readonly CustomerFacts[]): Promise<Map<string, number[]>> {
  for (const table of ["customers", "events", "attribute_values"]) await facts.run(`TRUNCATE TABLE ${table}`);
  const rows = rowsOf(population);
  await facts.insert("customers", rows.customers);
  if (rows.events.length > 0) await facts.insert("events", rows.events);
  if (rows.attributes.length > 0) await facts.insert("attribute_values", rows.attributes);
  const codes = [...rules.keys()];
  const run = await runTags({ ctx, input: { rules, idOf: (code) => codes.indexOf(code) + 1, catalogue, asOf: AS_OF } });
  try {
    expect([...run.failed.values()]).toEqual([]);
    const found = await facts.rows<{ tag: number; value: string; members: number[] }>(
      `SELECT tag, value, arraySort(bitmapToArray(customers)) AS members FROM ${run.table} ORDER BY tag, value`,
    );
    return new Map(found.map(({ tag, value, members }) => [`${codes[tag - 1]}/${value}`, members]));
  } finally {
    await run.drop();
  }
}

function membersByOracle(rules: ReadonlyMap<string, TagRule>, population: readonly CustomerFacts[]): Map<string, number[]> {
  const members = new Map<string, number[]>();
  for (const [code, rule] of rules) {
    const values =
      rule.kind === "rule"
        ? [""]
        : rule.kind === "tiered"
          ? [...rule.values.map(({ value }) => value), ...(rule.default === null ? [] : [rule.default])]
          : [];
    for (const value of values) members.set(`${code}/${value}`, []);
  }
  for (const [index, one] of population.entries()) {
    for (const [code, answer] of interpretTags(rules, one, { asOf: AS_OF, timezone: TIMEZONE })) {
      if (answer === true) members.get(`${code}/`)?.push(index + 1);
      if (typeof answer === "string") members.get(`${code}/${answer}`)?.push(index + 1);
    }
  }
  return members;
}

test("SQL and interpreter agree on every member", async () => {
  await fc.assert(
    fc.asyncProperty(anyTags, fc.array(anyFacts, { minLength: 1, maxLength: 12 }), async (raw, population) => {
      const rules = readAll(raw);
      expect(await membersBySql(rules, population)).toEqual(membersByOracle(rules, population));
    }),
    { numRuns: RUNS },
  );
}, 600_000);
