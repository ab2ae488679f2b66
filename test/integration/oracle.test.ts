import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ctx, Facts } from "../../src/engine/index.ts";
import { openFacts } from "../../src/engine/facts/open.ts";
import { runTags } from "../../src/membership/run.ts";
import type { CustomerFacts, TagRule } from "../../src/rules/index.ts";
import { anyTags, membersByOracle, readTags } from "../oracle/tags.ts";
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

test("SQL and interpreter agree on every member", async () => {
  await fc.assert(
    fc.asyncProperty(anyTags, fc.array(anyFacts, { minLength: 1, maxLength: 12 }), async (raw, population) => {
      const rules = readTags(raw);
      expect(await membersBySql(rules, population)).toEqual(membersByOracle(rules, population, AS_OF));
    }),
    { numRuns: RUNS },
  );
}, 600_000);
