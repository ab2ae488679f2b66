import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import type { Catalogue } from "../src/catalogue/index.ts";
import { openEngine, type Ctx, type Facts } from "../src/engine/index.ts";
import { commitMembers } from "../src/membership/commit.ts";
import { runTags } from "../src/membership/run.ts";
import { Reading, columnsSql, planTags, readTagRule, type TagRule } from "../src/rules/index.ts";

/** Sizes of the claim: customers, events, tags. The small one first, so that a broken build fails fast. */
const SIZES = [
  { customers: 200_000, events: 4_200_000, tags: 40 },
  { customers: 1_000_000, events: 20_000_000, tags: 100 },
] as const;
export const EVENTS = [
  "Order Completed",
  "Product Viewed",
  "Product Added",
  "Link Clicked",
  "Message Received",
  "Complaint Opened",
  "Review Submitted",
];
export const AS_OF = Date.UTC(2026, 0, 1);
const ROUNDS = 3;

const text = (code: string) => ({ zh: code, en: code });
const catalogue: Catalogue = {
  attributes: new Map(),
  events: new Map(
    EVENTS.map((code) => [
      code,
      {
        code,
        name: text(code),
        labelled: true,
        properties: new Map([
          ["amount", { code: "amount", name: text("amount"), type: "number", field: "p_amount", array: false } as const],
        ]),
      },
    ]),
  ),
};

const WINDOWS = [7, 14, 30, 60, 90, 120, 180, 270, 300, 365];
const MEASURES = [
  { is: ">= 2" },
  { measure: { sum: "amount" }, is: ">= 300" },
  { measure: { average: "amount" }, is: ">= 100" },
  { measure: { maximum: "amount" }, is: ">= 180" },
  { measure: { timeSince: "last" }, is: ">= 3d" },
];

/** A rule over a window of 7 to 365 days on one of seven events: a count, sum, average, largest value or time since the last. No two of the first 350 are the same. */
export function ruleOf(index: number): Record<string, unknown> {
  // After every window of every event the measures move on by one.
  const turn = index + Math.floor(index / (EVENTS.length * WINDOWS.length));
  return {
    event: EVENTS[index % EVENTS.length],
    within: `${WINDOWS[Math.floor(index / EVENTS.length) % WINDOWS.length]}d`,
    ...MEASURES[turn % MEASURES.length],
  };
}

function tagRules(count: number): Map<string, TagRule> {
  const rules = new Map<string, TagRule>();
  for (let index = 0; index < count; index++) {
    const reading = new Reading({ catalogue, tags: new Map(), timezone: "Asia/Shanghai" });
    rules.set(`tag_${index}`, readTagRule({ kind: "rule", rule: ruleOf(index) }, "", reading)!);
    if (reading.issues.length > 0) throw new Error(JSON.stringify(reading.issues));
  }
  return rules;
}

/** Customers, events and the same events in the order others keep them. */
export async function fill(facts: Facts, customers: number, events: number): Promise<void> {
  await facts.run("ALTER TABLE events ADD COLUMN IF NOT EXISTS p_amount Nullable(Decimal(18, 6))");
  await facts.run(`INSERT INTO customers SELECT number + 1, now(), 1 FROM numbers(${customers})`, { lane: "heavy" });
  const names = `[${EVENTS.map((event) => `'${event}'`).join(", ")}]`;
  // Squared, so that a few customers do much and many do little.
  const customer = `toUInt32(1 + floor(pow(randCanonical(1), 2) * ${customers}))`;
  await facts.run(
    `INSERT INTO events (event, customer, time, id, received, batch, extra, p_amount)
     SELECT ${names}[1 + number % ${EVENTS.length}], ${customer}, fromUnixTimestamp64Milli(toInt64(${AS_OF} - rand(2) % 63072000 * 1000 - rand(3) % 1000)), number, now(), 1, '', toDecimal64((rand(4) % 20000) / 100, 2) FROM numbers(${events})`,
    { lane: "heavy" },
  );
  await facts.run("OPTIMIZE TABLE events FINAL", { lane: "heavy" });
  // The same events as others keep them: by customer and time.
  await facts.run(
    "CREATE TABLE events_by_customer (event LowCardinality(String), customer UInt32, time DateTime64(3, 'UTC'), p_amount Nullable(Decimal(18, 6))) ENGINE = MergeTree ORDER BY (customer, time)",
  );
  await facts.run("INSERT INTO events_by_customer SELECT event, customer, time, p_amount FROM events", { lane: "heavy" });
  await facts.run("OPTIMIZE TABLE events_by_customer FINAL", { lane: "heavy" });
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)]!;
}

async function measure(size: (typeof SIZES)[number]): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "tagwise-bench-"));
  const memoryBytes = Math.floor(totalmem() / 4);
  const engine = await openEngine({ dataDir, memoryBytes });
  const { facts, records } = engine;
  try {
    await fill(facts, size.customers, size.events);
    const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const ctx = {
      facts,
      records,
      workspace: { id: "bench", name: "bench", timezone: "Asia/Shanghai" },
      clock: () => AS_OF,
      log: quiet,
      memoryBytes,
      dataDir,
    } as unknown as Ctx;
    const rules = tagRules(size.tags);
    const codes = [...rules.keys()];
    const idOf = (code: string) => codes.indexOf(code) + 1;
    const heavy = { lane: "heavy" } as const;

    const bare = await median(() =>
      facts.rows(
        "SELECT count() FROM (SELECT customer, count() AS c, sum(p_amount) AS s FROM events GROUP BY customer) WHERE c > 0 AND s >= 0",
        heavy,
      ),
    );
    let evaluation = 0;
    const whole = await median(async () => {
      // Every round writes all members anew, as the first evaluation does.
      await facts.run("TRUNCATE TABLE members");
      await facts.run("TRUNCATE TABLE ledger");
      const run = await runTags({ ctx, input: { rules, idOf, catalogue, asOf: AS_OF } });
      await commitMembers(
        ctx,
        run.table,
        codes.map((code) => ({ id: idOf(code), version: 1, rule: rules.get(code)! })),
        { evaluation: ++evaluation, at: AS_OF, cause: "rule", actor: "bench" },
      );
      await run.drop();
    });
    const start = performance.now();
    for (const [code, rule] of rules) {
      const [pass] = planTags(new Map([[code, rule]])).passes;
      const sql = columnsSql(pass!, { catalogue, asOf: AS_OF, timezone: "Asia/Shanghai" }, { kind: "everybody" }).replace(
        "FROM events WHERE",
        "FROM events_by_customer WHERE",
      );
      await facts.rows(`SELECT count() FROM (${sql})`, heavy);
    }
    const each = performance.now() - start;
    const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;
    const peak = Math.round(process.resourceUsage().maxRSS / 1024);
    console.log(`evaluate ${size.customers.toLocaleString("en")} customers, ${size.events.toLocaleString("en")} events, ${size.tags} tags`);
    console.log(`  whole evaluation, members and ledger written  ${seconds(whole)}`);
    console.log(`  (a) one bare GROUP BY customer                ${seconds(bare)}   evaluation = ${(whole / bare).toFixed(1)} × (a)`);
    console.log(`  (b) one query per tag, by (customer, time)    ${seconds(each)}   evaluation is ${(each / whole).toFixed(1)} × faster`);
    console.log(`  memory high-water mark                        ${peak.toLocaleString("en")} MB`);
  } finally {
    await engine.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The evaluation of all tags against one bare pass and against one query per tag, in the same run. */
export async function run(): Promise<void> {
  const only = process.env["TAGWISE_BENCH_SIZE"];
  for (const [index, size] of SIZES.entries()) if (only === undefined || only === String(index)) await measure(size);
}
