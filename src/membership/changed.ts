import { literal, type Ctx } from "../engine/index.ts";
import { addDuration, subtractDuration, type Duration, type Instant } from "../kernel/index.ts";
import { anniversaryDays, bornUntil, calendarSpan, clockedEvents, boundariesOf, heldDurations, type Plan } from "../rules/index.ts";
import { pinsExpired } from "./pins/index.ts";

/** Customers whose answers may have changed, in a table `kind, name, customer`; kind and name say what of theirs did. The caller drops it. */
export interface Changed {
  readonly table: string;
  readonly customers: number;
  readonly events: ReadonlySet<string>;
  readonly attributes: ReadonlySet<string>;
  /** Tags whose members had them long enough, or whose pins ended. */
  readonly tags: ReadonlySet<string>;
  /** New customers are looked at for every tag: `not` holds of them too. */
  readonly newCustomers: boolean;
  drop(): Promise<void>;
}

/**
 * Finds the customers that batches of rows or the passing of time from `from` to `to` may have changed. Time changes an answer only
 * when something crosses a boundary: an event the far edge of its window, a value its anniversary, a future date the present.
 * So these are reads of ranges of time, and nobody else needs to be looked at. A superset is sound.
 */
export async function findChanged(
  ctx: Ctx,
  plan: Plan,
  batches: readonly number[],
  from: Instant,
  to: Instant,
  idOf: (tag: string) => number,
): Promise<Changed> {
  const table = `stage_changed_${process.pid}_${Date.now()}_${Math.trunc(performance.now() * 1_000)}`;
  const drop = () => ctx.facts.run(`DROP TABLE IF EXISTS ${table}`);
  try {
    await ctx.facts.run(
      `CREATE TABLE ${table} (kind LowCardinality(String), name LowCardinality(String), customer UInt32) ENGINE = Memory`,
    );
    for (const sql of [...freshSql(batches), ...(await movedSql(ctx, plan, from, to, idOf))])
      await ctx.facts.run(`INSERT INTO ${table} ${sql}`, { lane: "heavy" });
    const names = await ctx.facts.rows<{ kind: string; name: string }>(`SELECT DISTINCT kind, name FROM ${table} ORDER BY kind, name`);
    const [count] = await ctx.facts.rows<{ customers: string }>(`SELECT uniqExact(customer) AS customers FROM ${table}`);
    const of = (kind: string) => new Set(names.filter((row) => row.kind === kind).map((row) => row.name));
    return {
      table,
      customers: Number(count!.customers),
      events: of("event"),
      attributes: of("attribute"),
      tags: of("tag"),
      newCustomers: of("customer").size > 0,
      drop,
    };
  } catch (error) {
    await drop();
    throw error;
  }
}

function freshSql(batches: readonly number[]): string[] {
  if (batches.length === 0) return [];
  const among = `batch IN (${batches.map(literal.integer).join(", ")})`;
  return [
    `SELECT DISTINCT 'event', event, customer FROM events WHERE ${among}`,
    `SELECT DISTINCT 'attribute', attribute, customer FROM attribute_values WHERE ${among}`,
    `SELECT DISTINCT 'customer', '', customer FROM customers WHERE ${among}`,
    // Whose rows came or went with an identity: everything of theirs may have changed.
    `SELECT DISTINCT 'customer', '', customer FROM moved WHERE ${among}`,
  ];
}

/** Statements `kind, name, customer` for those whom the passing of time may have changed. */
async function movedSql(ctx: Ctx, plan: Plan, from: Instant, to: Instant, idOf: (tag: string) => number): Promise<string[]> {
  if (from === to) return [];
  return [...crossedSql(ctx, plan, from, to), ...heldSql(ctx, plan, from, to, idOf), ...(await endedSql(ctx, plan, from, to, idOf))];
}

/** Whether the passing of time from `from` to `to` may have changed anybody: one statement that ends at the first found. */
export async function anythingMoved(ctx: Ctx, plan: Plan, from: Instant, to: Instant, idOf: (tag: string) => number): Promise<boolean> {
  const statements = await movedSql(ctx, plan, from, to, idOf);
  if (statements.length === 0) return false;
  // Nobody's row need be made distinct to know that there is one.
  const any = statements.map((statement) => `(SELECT 1 FROM (${statement.replace(/^SELECT DISTINCT /, "SELECT ")}) LIMIT 1)`);
  const found = await ctx.facts.rows(`SELECT 1 AS found FROM (${any.join(" UNION ALL ")}) LIMIT 1`, { lane: "heavy" });
  return found.length > 0;
}

function crossedSql(ctx: Ctx, plan: Plan, from: Instant, to: Instant): string[] {
  const { timezone } = ctx.workspace;
  const boundaries = boundariesOf(plan);
  const clocked = clockedEvents(plan);
  // Time may also be turned back: evaluating as of an earlier instant crosses the same boundaries.
  const [early, late] = from < to ? [from, to] : [to, from];
  // Both ends belong to it: a window's answer changes at the border, that of "at most D ago" one millisecond after.
  const between = (column: string, shift: (instant: Instant) => Instant) =>
    `(${column} >= ${literal.instant(shift(early))} AND ${column} <= ${literal.instant(shift(late))})`;
  const back = (duration: Duration) => (instant: Instant) => subtractDuration(instant, duration, timezone);
  const ahead = (duration: Duration) => (instant: Instant) => addDuration(instant, duration, timezone);
  const statements: string[] = [];
  for (const [event, { offsets, spans }] of boundaries.events) {
    const ranges = offsets.map((offset) => between("time", back(offset)));
    for (const { unit, which } of spans) {
      const [before, after] = [early, late].map((asOf) => calendarSpan(unit, which, { asOf, timezone }));
      if (before![0] === after![0] && before![1] === after![1]) continue;
      for (const [start, end] of [before!, after!]) ranges.push(`(time >= ${literal.instant(start)} AND time < ${literal.instant(end)})`);
    }
    const when = clocked.has(event) ? "" : ` AND (${ranges.join(" OR ")})`;
    statements.push(`SELECT DISTINCT 'event', event, customer FROM events WHERE event = ${literal.text(event)}${when}`);
  }
  for (const [attribute, { back: offsets, ahead: leads, anniversaries, years }] of boundaries.attributes) {
    const moves = [
      between("at", (instant) => instant),
      ...offsets.map((offset) => between("time", back(offset))),
      ...leads.map((lead) => between("time", ahead(lead))),
    ];
    for (const age of years) moves.push(turnedSql(age, early, late, timezone));
    for (const days of anniversaries) {
      const [before, after] = [early, late].map((asOf) => new Set(anniversaryDays({ asOf, timezone }, days)));
      const turned = [...before!.symmetricDifference(after!)];
      const local = `toTimeZone(time, ${literal.text(timezone)})`;
      if (turned.length > 0)
        moves.push(`(toMonth(${local}) * 100 + toDayOfMonth(${local})) IN (${turned.map(literal.integer).join(", ")})`);
    }
    statements.push(
      `SELECT DISTINCT 'attribute', attribute, customer FROM attribute_values WHERE attribute = ${literal.text(attribute)} AND (${moves.map((move) => `ifNull(${move}, false)`).join(" OR ")})`,
    );
  }
  return statements;
}

/** Who turned that many years old. */
function turnedSql(years: number, early: Instant, late: Instant, timezone: string): string {
  const [from, until] = [early, late].map((asOf) => literal.instant(bornUntil(years, { asOf, timezone })));
  return `(time >= ${from} AND time < ${until})`;
}

/** Customers who had a tag for exactly a duration that a rule asks about. */
function heldSql(ctx: Ctx, plan: Plan, from: Instant, to: Instant, idOf: (tag: string) => number): string[] {
  const { timezone } = ctx.workspace;
  const [early, late] = from < to ? [from, to] : [to, from];
  return heldDurations(plan).map(
    ({ tag, duration }) =>
      `SELECT DISTINCT 'tag', ${literal.text(tag)}, arrayJoin(bitmapToArray(entered)) FROM ledger WHERE tag = ${literal.integer(idOf(tag))} AND at >= ${literal.instant(subtractDuration(early, duration, timezone))} AND at <= ${literal.instant(subtractDuration(late, duration, timezone))}`,
  );
}

/** Customers whose pins stopped holding: the rule decides again. */
async function endedSql(ctx: Ctx, plan: Plan, from: Instant, to: Instant, idOf: (tag: string) => number): Promise<string[]> {
  const ended = await pinsExpired(ctx, Math.min(from, to), Math.max(from, to));
  return plan.tags.flatMap(({ tag }) => {
    const customers = ended.filter((pin) => pin.tag === idOf(tag)).map((pin) => literal.integer(pin.customer));
    return customers.length === 0
      ? []
      : [`SELECT 'tag', ${literal.text(tag)}, arrayJoin(CAST([${customers.join(", ")}] AS Array(UInt32)))`];
  });
}
