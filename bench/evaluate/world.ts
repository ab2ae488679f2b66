import type { Catalogue } from "../../src/catalogue/index.ts";
import { type Facts, sql, type Sql, literal } from "../../src/engine/index.ts";
import { Reading, readTagRule, type TagRule } from "../../src/rules/index.ts";

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
export const TIMEZONE = "Asia/Shanghai";
export const DAY = 86_400_000;

const text = (code: string) => ({ zh: code, en: code });
export const catalogue: Catalogue = {
  attributes: new Map(),
  events: new Map(
    EVENTS.map((code) => [
      code,
      {
        code,
        name: text(code),
        labelled: true,
        properties: new Map([
          [
            "amount",
            { code: "amount", name: text("amount"), type: "number", sensitivity: "ordinary", field: "p_amount", array: false } as const,
          ],
        ]),
      },
    ]),
  ),
};

const WINDOWS = [7, 14, 30, 60, 90, 120, 180, 270, 300, 365];
/** What a rule asks of its events; `having` is how a person would write it over the events of one customer. */
const MEASURES = [
  { rule: { is: ">= 2" }, having: sql`count() >= 2` },
  { rule: { measure: { sum: "amount" }, is: ">= 300" }, having: sql`sum(p_amount) >= 300` },
  { rule: { measure: { average: "amount" }, is: ">= 100" }, having: sql`avg(p_amount) >= 100` },
  { rule: { measure: { maximum: "amount" }, is: ">= 180" }, having: sql`max(p_amount) >= 180` },
  {
    rule: { measure: { timeSince: "last" }, is: ">= 3d" },
    having: sql`max(time) <= ${literal.instant(AS_OF - 3 * DAY)}`,
  },
] as const;

interface Chosen {
  readonly event: string;
  readonly days: number;
  readonly measure: (typeof MEASURES)[number];
}

/** An event of seven, a window of 7 to 365 days and one of five measures. No two of the first 350 are the same. */
function chosen(index: number): Chosen {
  // After every window of every event the measures move on by one.
  const turn = index + Math.floor(index / (EVENTS.length * WINDOWS.length));
  return {
    event: EVENTS[index % EVENTS.length]!,
    days: WINDOWS[Math.floor(index / EVENTS.length) % WINDOWS.length]!,
    measure: MEASURES[turn % MEASURES.length]!,
  };
}

/** Rule number `index`: a count, sum, average, largest value or time since the last. */
export function ruleOf(index: number): Record<string, unknown> {
  const { event, days, measure } = chosen(index);
  return { event, within: `${days}d`, ...measure.rule };
}

/** The customers of rule number `index` as one query over events sorted by customer and time, as a person would write it. */
export function plainSql(index: number): Sql {
  const { event, days, measure } = chosen(index);
  const at = (instant: number) => sql`fromUnixTimestamp64Milli(toInt64(${literal.integer(instant)}), 'UTC')`;
  return sql`SELECT customer FROM events_by_customer WHERE event = ${literal.text(event)} AND time > ${at(AS_OF - days * DAY)} AND time <= ${at(AS_OF)} GROUP BY customer HAVING ${measure.having}`;
}

export function tagRules(count: number): Map<string, TagRule> {
  const rules = new Map<string, TagRule>();
  for (let index = 0; index < count; index++) {
    const reading = new Reading({ catalogue, tags: new Map(), timezone: TIMEZONE });
    rules.set(`tag_${index}`, readTagRule({ kind: "rule", rule: ruleOf(index) }, "", reading)!);
    if (reading.issues.length > 0) throw new Error(JSON.stringify(reading.issues));
  }
  return rules;
}

/** Adds customers and their events of two years, `from` on by number. */
export async function fill(facts: Facts, customers: number, events: number, from = 0): Promise<void> {
  await facts.run(sql`ALTER TABLE events ADD COLUMN IF NOT EXISTS p_amount Nullable(Decimal(18, 6))`);
  if (from === 0)
    await facts.run(
      sql`INSERT INTO customers (customer, created, batch) SELECT number + 1, now(), 1 FROM numbers(${literal.integer(customers)})`,
      {
        lane: "heavy",
      },
    );
  const names = sql`[${sql.join(EVENTS.map((event) => literal.text(event)))}]`;
  // Squared, so that a few customers do much and many do little.
  const customer = sql`toUInt32(1 + floor(pow(randCanonical(1), 2) * ${literal.integer(customers)}))`;
  await facts.run(
    sql`INSERT INTO events (event, customer, time, id, received, batch, extra, p_amount)
     SELECT ${names}[1 + number % ${literal.integer(EVENTS.length)}], ${customer}, fromUnixTimestamp64Milli(toInt64(${literal.integer(AS_OF)} - rand(2) % 63072000 * 1000 - rand(3) % 1000)), number, now(), 1, '', toDecimal64((rand(4) % 20000) / 100, 2) FROM numbers(${literal.integer(from)}, ${literal.integer(events)})`,
    { lane: "heavy" },
  );
  await facts.run(sql`OPTIMIZE TABLE events FINAL`, { lane: "heavy" });
}

/** The same events as others keep them: by customer and time. */
export async function fillByCustomer(facts: Facts): Promise<void> {
  await facts.run(
    sql`CREATE TABLE events_by_customer (event LowCardinality(String), customer UInt32, time DateTime64(3, 'UTC'), p_amount Nullable(Decimal(18, 6))) ENGINE = MergeTree ORDER BY (customer, time)`,
  );
  await facts.run(sql`INSERT INTO events_by_customer SELECT event, customer, time, p_amount FROM events`, { lane: "heavy" });
  await facts.run(sql`OPTIMIZE TABLE events_by_customer FINAL`, { lane: "heavy" });
}
