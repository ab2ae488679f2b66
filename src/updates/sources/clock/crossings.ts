import { literal, stageName, type Ctx } from "../../../engine/index.ts";
import { addDays, addDuration, addToDay, subtractDuration, type Day, type Duration, type Instant } from "../../../kernel/index.ts";
import {
  anniversaryDays,
  bornUntil,
  bornUntilDay,
  boundariesOf,
  calendarSpan,
  daysBetweenSql,
  heldDurations,
  todayOf,
  type Plan,
  type ValueBoundaries,
} from "../../../rules/index.ts";
import { crossingAhead, type Crossing } from "./lookAhead.ts";
import { nameOf, type Fresh, overridesExpired, type Expired } from "../../../membership/index.ts";
import { fieldsOf, ofField, type FieldOf } from "./propertyColumns.ts";
import { freshSql } from "../batches.ts";

/** Customers whose answers may have changed, in a table `kind, name, customer`; kind and name say what of theirs did. The caller drops it. */
export interface Changed {
  readonly table: string;
  readonly customers: number;
  readonly events: ReadonlySet<string>;
  readonly attributes: ReadonlySet<string>;
  /** Tags whose members had them long enough, or whose overrides ended. */
  readonly tags: ReadonlySet<string>;
  /** Those with new rows or whose overrides ended; null where there is nobody. */
  readonly fresh: Fresh | null;
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
  const table = stageName("changed");
  const drop = () => ctx.facts.run(`DROP TABLE IF EXISTS ${table}`);
  try {
    await ctx.facts.run(
      `CREATE TABLE ${table} (kind LowCardinality(String), name LowCardinality(String), customer UInt32, cause LowCardinality(String) DEFAULT 'clock') ENGINE = Memory`,
    );
    const crossing = await crossingAhead(ctx, plan, batches, from, to);
    const ended = from === to ? [] : await overridesExpired(ctx, Math.min(from, to), Math.max(from, to));
    // An override that ended is more than time that passed; a tag that was given until then is not.
    const overrides = ended.filter((one) => !one.assignment);
    const parts = [
      ...(await freshSql(ctx, batches)),
      ...[...movedSql(ctx, plan, await fieldsOf(ctx, boundariesOf(plan)), from, to, idOf, crossing), ...endedSql(plan, ended, idOf)].map(
        (sql) => `SELECT 'clock' AS cause, * FROM (${sql})`,
      ),
      ...endedSql(plan, overrides, idOf).map((sql) => `SELECT 'override' AS cause, * FROM (${sql})`),
    ];
    if (parts.length > 0)
      await ctx.facts.run(`INSERT INTO ${table} (cause, kind, name, customer) ${parts.map(distinctSql).join(" UNION ALL ")}`, {
        lane: "heavy",
      });
    const names = await ctx.facts.rows<{ kind: string; name: string; cause: string; customers: string }>(
      `SELECT kind, name, cause, (SELECT uniqExact(customer) FROM ${table}) AS customers FROM ${table} GROUP BY kind, name, cause ORDER BY kind, name, cause`,
    );
    const of = (kind: string) => new Set(names.filter((row) => row.kind === kind).map((row) => row.name));
    const brought = names.filter((row) => row.cause !== "clock");
    return {
      table,
      customers: Number(names[0]?.customers ?? 0),
      events: of("event"),
      attributes: of("attribute"),
      tags: of("tag"),
      fresh:
        brought.length === 0
          ? null
          : {
              sql: `SELECT cause, kind, name, groupBitmapState(customer) AS customers FROM ${table} WHERE cause != 'clock' GROUP BY cause, kind, name`,
              known: {
                causes: new Set(brought.map(({ cause }) => cause)),
                names: new Set(brought.map(({ kind, name }) => nameOf(kind, name))),
              },
            },
      newCustomers: of("customer").size > 0,
      drop,
    };
  } catch (error) {
    await drop();
    throw error;
  }
}

/** One of several sources of `cause, kind, name, customer`, of one type. */
function distinctSql(sql: string): string {
  return `SELECT DISTINCT toLowCardinality(cause), toLowCardinality(kind), toLowCardinality(name), customer FROM (${sql})`;
}

/** Statements `kind, name, customer` for those whom the passing of time may have changed. */
function movedSql(
  ctx: Ctx,
  plan: Plan,
  fieldOf: FieldOf,
  from: Instant,
  to: Instant,
  idOf: (tag: string) => number,
  known: Crossing | null,
): string[] {
  if (from === to) return [];
  const { events, attributes, dated } = crossings(ctx, plan, fieldOf, from, to, known !== null);
  return [
    ...(known ? crossingSql(known) : []),
    ...(events.length > 0 ? [`SELECT DISTINCT 'event' AS kind, event AS name, customer FROM events WHERE ${events.join(" OR ")}`] : []),
    ...[attributes, dated]
      .filter((conditions) => conditions.length > 0)
      .map(
        (conditions) =>
          `SELECT DISTINCT 'attribute' AS kind, attribute AS name, customer FROM attribute_values WHERE ${conditions.join(" OR ")}`,
      ),
    ...heldBetween(ctx, plan, from, to, idOf).map(
      ({ tag, where }) =>
        `SELECT DISTINCT 'tag' AS kind, ${literal.text(tag)} AS name, arrayJoin(bitmapToArray(entered)) AS customer FROM ledger WHERE ${where}`,
    ),
  ];
}

/** Whether the passing of time from `from` to `to` may have changed anybody: one statement, which ends at the first found. */
export async function anythingMoved(ctx: Ctx, plan: Plan, from: Instant, to: Instant, idOf: (tag: string) => number): Promise<boolean> {
  if (from === to) return false;
  const ended = await overridesExpired(ctx, Math.min(from, to), Math.max(from, to));
  if (endedSql(plan, ended, idOf).length > 0) return true;
  const { events, attributes, dated } = crossings(ctx, plan, await fieldsOf(ctx, boundariesOf(plan)), from, to);
  const held = heldBetween(ctx, plan, from, to, idOf).map(({ where }) => `(${where})`);
  const any = (table: string, conditions: readonly string[]) =>
    conditions.length === 0 ? [] : [`SELECT 1 FROM ${table} WHERE ${conditions.join(" OR ")}`];
  const looks = [
    ...any("events", events),
    ...any("attribute_values", attributes),
    ...any("attribute_values", dated),
    ...any("ledger", held),
  ];
  return looks.length > 0 && (await ctx.facts.rows(`${looks.join(" UNION ALL ")} LIMIT 1`, { lane: "heavy" })).length > 0;
}

/**
 * Conditions on rows of events and of attributes, each in brackets, that tell whose answer may have changed: one for each name, read together.
 * With `known`, without those that are looked for ahead (ahead.ts).
 */
function crossings(
  ctx: Ctx,
  plan: Plan,
  fieldOf: FieldOf,
  from: Instant,
  to: Instant,
  known = false,
): { events: string[]; attributes: string[]; dated: string[] } {
  const { timezone } = ctx.workspace;
  const boundaries = boundariesOf(plan);
  // Time may also be turned back: evaluating as of an earlier instant crosses the same boundaries.
  const [early, late] = from < to ? [from, to] : [to, from];
  const span: Span = { early, late, timezone };
  const events: string[] = [];
  const attributes: string[] = [];
  for (const [event, { offsets, spans, properties }] of boundaries.events) {
    const ranges = known ? [] : offsets.map((offset) => between("time", span, back(offset, timezone)));
    for (const { unit, which } of spans) {
      const [before, after] = [early, late].map((asOf) => calendarSpan(unit, which, { asOf, timezone }));
      if (before![0] === after![0] && before![1] === after![1]) continue;
      for (const [start, end] of [before!, after!]) ranges.push(`(time >= ${literal.instant(start)} AND time < ${literal.instant(end)})`);
    }
    for (const [property, values] of properties) {
      const moves = (v: string) => [...(known ? [] : lengthsSql(v, values, span)), ...midnightsSql(v, values, span)];
      if (moves("v").length > 0) ranges.push(ofField(fieldOf(event, property), (v) => `(${moves(v).join(" OR ")})`));
    }
    if (ranges.length > 0) events.push(`(event = ${literal.text(event)} AND (${ranges.join(" OR ")}))`);
  }
  for (const [attribute, values] of boundaries.attributes) {
    const moves = [...(known ? [] : lengthsSql("time", values, span)), ...midnightsSql(values.column, values, span)];
    if (moves.length > 0)
      attributes.push(`(attribute = ${literal.text(attribute)} AND (${moves.map((move) => `ifNull(${move}, false)`).join(" OR ")}))`);
  }
  // Values dated ahead: on its own, for an index knows where there are any.
  const named = [...boundaries.attributes.keys()].map(literal.text);
  const dated = known || named.length === 0 ? [] : [`attribute IN (${named.join(", ")}) AND ${between("at", span, (instant) => instant)}`];
  return { events, attributes, dated };
}

/** Two instants, the earlier first. */
interface Span {
  readonly early: Instant;
  readonly late: Instant;
  readonly timezone: string;
}

/**
 * Both ends belong to it: a window's answer changes at the border, that of "at most D ago" one millisecond after. A month ago steps back
 * a day at the midnight that begins the 29th of March, so the later border may be the earlier one.
 */
function between(value: string, { early, late }: Span, shift: (instant: Instant) => Instant): string {
  const [first, last] = [shift(early), shift(late)].toSorted((a, b) => a - b);
  return `(${value} >= ${literal.instant(first!)} AND ${value} <= ${literal.instant(last!)})`;
}

function back(duration: Duration, timezone: string): (instant: Instant) => Instant {
  return (instant) => subtractDuration(instant, duration, timezone);
}

/** Conditions on a value that crossed a length of time before or after now. */
function lengthsSql(value: string, { back: offsets, ahead: leads }: ValueBoundaries, span: Span): string[] {
  const { timezone } = span;
  return [
    ...offsets.map((offset) => between(value, span, back(offset, timezone))),
    ...leads.map((lead) => between(value, span, (instant) => addDuration(instant, lead, timezone))),
  ];
}

/** Conditions on a value that changes an answer at a midnight that lies between. */
function midnightsSql(value: string, { anniversaries, years, days: borders, column }: ValueBoundaries, span: Span): string[] {
  const { early, late, timezone } = span;
  const moves: string[] = [];
  const [today, tomorrow] = [early, late].map((asOf) => todayOf({ asOf, timezone })) as [Day, Day];
  if (today !== tomorrow)
    for (const border of borders) {
      const [first, last] = [addToDay(today, border), addToDay(tomorrow, border)].toSorted();
      moves.push(daysBetweenSql(value, first!, last!));
    }
  for (const age of years) moves.push(...turnedSql(age, value, column, span));
  for (const days of anniversaries) {
    const [before, after] = [early, late].map((asOf) => new Set(anniversaryDays({ asOf, timezone }, days)));
    const turned = [...before!.symmetricDifference(after!)];
    const local = column === "date" ? value : `toTimeZone(${value}, ${literal.text(timezone)})`;
    if (turned.length > 0) moves.push(`(toMonth(${local}) * 100 + toDayOfMonth(${local})) IN (${turned.map(literal.integer).join(", ")})`);
  }
  return moves;
}

/** One a kind and name. */
function crossingSql(crossing: Crossing): string[] {
  return [...crossing].flatMap(([kind, names]) =>
    [...names].map(
      ([name, customers]) =>
        `SELECT ${literal.text(kind)} AS kind, ${literal.text(name)} AS name, arrayJoin(CAST([${Array.from(customers, literal.integer).join(", ")}] AS Array(UInt32))) AS customer`,
    ),
  );
}

/** Who turned that many years old. */
function turnedSql(years: number, value: string, column: ValueBoundaries["column"], { early, late, timezone }: Span): string[] {
  if (column === "date") {
    const [from, until] = [early, late].map((asOf) => bornUntilDay(years, { asOf, timezone }));
    return from === until ? [] : [daysBetweenSql(value, from!, addDays(until!, -1))];
  }
  const [from, until] = [early, late].map((asOf) => bornUntil(years, { asOf, timezone }));
  return from === until ? [] : [`(${value} >= ${literal.instant(from!)} AND ${value} < ${literal.instant(until!)})`];
}

/** Conditions on the ledger for those who have had a tag for exactly a duration that a rule asks about. */
function heldBetween(
  ctx: Ctx,
  plan: Plan,
  from: Instant,
  to: Instant,
  idOf: (tag: string) => number,
): { readonly tag: string; readonly where: string }[] {
  const { timezone } = ctx.workspace;
  const [early, late] = from < to ? [from, to] : [to, from];
  return heldDurations(plan).map(({ tag, duration }) => {
    const [first, last] = [early, late].map((instant) => subtractDuration(instant, duration, timezone)).toSorted((a, b) => a - b);
    return { tag, where: `tag = ${literal.integer(idOf(tag))} AND at >= ${literal.instant(first!)} AND at <= ${literal.instant(last!)}` };
  });
}

/** Customers whose overrides stopped holding, for the rule decides again, and whose tags left by their own end. */
function endedSql(plan: Plan, ended: readonly Expired[], idOf: (tag: string) => number): string[] {
  return plan.tags.flatMap(({ tag }) => {
    const customers = ended.filter((override) => override.tag === idOf(tag)).map((override) => literal.integer(override.customer));
    return customers.length === 0
      ? []
      : [`SELECT 'tag' AS kind, ${literal.text(tag)} AS name, arrayJoin(CAST([${customers.join(", ")}] AS Array(UInt32))) AS customer`];
  });
}
