import { cacheKind, literal, type Ctx } from "../../../engine/index.ts";
import { addDuration, subtractDuration, type Duration, type Instant } from "../../../kernel/index.ts";
import { boundariesOf, type Plan } from "../../../rules/index.ts";
import { fieldsOf, ofField, type FieldOf } from "./propertyColumns.ts";

/** How far ahead is looked, in milliseconds. */
export const HORIZON = 60_000;
/** Where more than this crosses a border within the horizon, or comes at once, the store is asked at every step instead. */
const MOST = 20_000;

type Kind = "event" | "attribute";
/** Customers whose answers time may change, by kind and name of what crosses. */
export type Crossing = ReadonlyMap<Kind, ReadonlyMap<string, ReadonlySet<number>>>;

/** A border that rows cross as time goes by: those that stand at `of(now)` cross it now, and a row at an instant does at `when` of it. */
interface Border {
  readonly kind: Kind;
  readonly name: string;
  /** Of an event the property whose values cross; null: the event's own time. */
  readonly property: ReturnType<FieldOf> | null;
  readonly column: "time" | "at";
  readonly of: (now: Instant) => Instant;
  readonly when: (row: Instant) => Instant;
  readonly rows: { readonly at: Instant; readonly customer: number }[];
}

interface Ahead {
  readonly plan: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly borders: readonly Border[];
  /** The last evaluation; where somebody else made another, batches may have been seen of which nothing is known here. */
  evaluation: number;
}

/** What crosses within the next minute. Found once a minute, so that a step need not look at every border again. */
const AHEAD = cacheKind<Ahead>("membership.ahead", "lease");

/**
 * Whoever crosses a border of a plan from one instant to another; null when it has to be asked of the store. Calendar spans, birthdays
 * and days are not among it (see `crossings` in crossings.ts). Rows of `batches` are remembered for the steps to come.
 */
export async function crossingAhead(
  ctx: Ctx,
  plan: Plan,
  batches: readonly number[],
  from: Instant,
  to: Instant,
): Promise<Crossing | null> {
  if (to < from || to > from + HORIZON) {
    ctx.caches.drop(AHEAD);
    return null;
  }
  const ahead = await aheadOf(ctx, plan, from, to);
  if (!ahead || !(await addRows(ctx, ahead, batches, to))) {
    ctx.caches.drop(AHEAD);
    return null;
  }
  const found = new Map<Kind, Map<string, Set<number>>>();
  for (const { kind, name, of, rows } of ahead.borders) {
    const [first, last] = [of(from), of(to)];
    for (const { at, customer } of rows) {
      if (at < first || at > last) continue;
      const names = found.get(kind) ?? new Map<string, Set<number>>();
      found.set(kind, names.set(name, (names.get(name) ?? new Set()).add(customer)));
    }
  }
  return found;
}

/** When a row next crosses a border, or when to ask again; null when it has to be asked of the store. */
export async function nextCrossing(ctx: Ctx, plan: Plan, from: Instant): Promise<Instant | null> {
  const ahead = await aheadOf(ctx, plan, from, from + 1);
  if (!ahead) return null;
  let next = ahead.until;
  for (const { of, when, rows } of ahead.borders) {
    const first = of(from);
    for (const { at } of rows) if (at >= first) next = Math.min(next, when(at));
  }
  return next;
}

/** A step has evaluated: what it saw is known here. Two evaluations at most are its own. */
export async function stepTaken(ctx: Ctx): Promise<void> {
  const ahead = ctx.caches.get(AHEAD);
  if (!ahead) return;
  const last = await lastEvaluation(ctx);
  if (last - ahead.evaluation > 2) ctx.caches.drop(AHEAD);
  else ahead.evaluation = last;
}

async function aheadOf(ctx: Ctx, plan: Plan, from: Instant, to: Instant): Promise<Ahead | null> {
  const borders = bordersOf(plan, await fieldsOf(ctx, boundariesOf(plan)), ctx.workspace.timezone);
  const name = JSON.stringify(borders.map(({ key }) => key));
  const evaluation = await lastEvaluation(ctx);
  const ahead = ctx.caches.get(AHEAD);
  if (ahead?.plan === name && ahead.evaluation === evaluation && ahead.from <= from && to <= ahead.until) return ahead;
  ctx.caches.drop(AHEAD);
  const fresh: Ahead = { plan: name, from, until: from + HORIZON, borders: borders.map(({ border }) => border), evaluation };
  // At the end of a month, and when clocks are put back, a border of months steps back: what it crosses then is asked of the store.
  if (fresh.borders.some(({ of }) => of(fresh.until) < of(from))) return null;
  for (const group of Map.groupBy(fresh.borders, keyOf).values()) {
    const { kind, name, property } = group[0]!;
    const near = (value: string) =>
      group
        .map(({ column, of }) => [value === "" ? column : value, of] as const)
        .map(([stands, of]) => `(${stands} >= ${literal.instant(of(from))} AND ${stands} <= ${literal.instant(of(fresh.until))})`)
        .join(" OR ");
    const where = `${kind === "event" ? "event" : "attribute"} = ${literal.text(name)} AND (${property ? ofField(property, near) : near("")})`;
    const rows = await ctx.facts.rows<Row>(`${selectSql(kind, property)} WHERE ${where} LIMIT ${MOST + 1}`, { lane: "heavy" });
    if (rows.length > MOST) return null;
    place(fresh, rows);
  }
  ctx.caches.set(AHEAD, fresh);
  return fresh;
}

interface Row {
  readonly kind: Kind;
  readonly name: string;
  /** The property's column, or nothing. */
  readonly field: string;
  readonly customer: number;
  /** Milliseconds; not under the columns' own names, which conditions then would mean. */
  readonly atMs: string | null;
  readonly timeMs: string | null;
}

/** Of a list each of its values is a row. */
function selectSql(kind: Kind, property: Border["property"] = null): string {
  if (kind === "attribute")
    return "SELECT 'attribute' AS kind, attribute AS name, '' AS field, customer, toUnixTimestamp64Milli(at) AS atMs, toUnixTimestamp64Milli(time) AS timeMs FROM attribute_values";
  const value = property === null ? "time" : property.array ? `arrayJoin(${property.field})` : property.field;
  return `SELECT 'event' AS kind, event AS name, ${literal.text(property?.field ?? "")} AS field, customer, NULL AS atMs, toUnixTimestamp64Milli(${value}) AS timeMs FROM events`;
}

/** Borders of one key are crossed by the same rows. */
function keyOf({ kind, name, property }: Pick<Border, "kind" | "name" | "property">): string {
  return `${kind}\n${name}\n${property?.field ?? ""}`;
}

/** Puts rows to the borders they cross within the horizon. */
function place({ borders, from, until }: Ahead, rows: readonly Row[]): void {
  const groups = Map.groupBy(rows, ({ kind, name, field }) => `${kind}\n${name}\n${field}`);
  for (const border of borders) {
    const [first, last] = [border.of(from), border.of(until)];
    for (const row of groups.get(keyOf(border)) ?? []) {
      const value = border.column === "at" ? row.atMs : row.timeMs;
      const at = value === null ? NaN : Number(value);
      if (at >= first && at <= last) border.rows.push({ at, customer: row.customer });
    }
  }
}

/** Answers false when too much came at once, or rows that were there changed hands. */
async function addRows(ctx: Ctx, ahead: Ahead, batches: readonly number[], to: Instant): Promise<boolean> {
  if (batches.length === 0) return true;
  const among = `batch IN (${batches.map(literal.integer).join(", ")})`;
  // Whoever came with them is looked at now in any case: what counts is what they cross later.
  const coming = { ...ahead, from: to };
  const fields = new Map(coming.borders.flatMap(({ property }) => (property ? [[property.field, property] as const] : [])));
  const kinds = (
    [["event", null], ["attribute", null], ...[...fields.values()].map((property) => ["event", property] as const)] as const
  ).flatMap(([kind, property]) => {
    const near = nearSql(kind, property, coming);
    return near === null ? [] : [`${selectSql(kind, property)} WHERE ${among} AND ${near}`];
  });
  const parts = [
    `SELECT 'moved' AS kind, '' AS name, '' AS field, customer, NULL AS atMs, NULL AS timeMs FROM moved WHERE ${among}`,
    ...kinds,
  ];
  const rows = await ctx.facts.rows<Row | { kind: "moved" }>(`SELECT * FROM (${parts.join(" UNION ALL ")}) LIMIT ${MOST + 1}`, {
    lane: "heavy",
  });
  if (rows.length > MOST || rows.some(({ kind }) => kind === "moved")) return false;
  place(coming, rows as Row[]);
  return true;
}

/** A condition that holds for every row that comes to a border of its kind before the horizon, and for few others. Null: there is no border. */
function nearSql(kind: Kind, property: Border["property"], { borders, from, until }: Ahead): string | null {
  const parts = (["time", "at"] as const).flatMap((column) => {
    const own = borders.filter((border) => border.kind === kind && border.column === column && border.property?.field === property?.field);
    if (own.length === 0) return [];
    const first = Math.min(...own.map(({ of }) => of(from)));
    const last = Math.max(...own.map(({ of }) => of(until)));
    const near = (value: string) => `${value} >= ${literal.instant(first)} AND ${value} <= ${literal.instant(last)}`;
    return [property ? ofField(property, near) : `ifNull(${near(column)}, false)`];
  });
  return parts.length === 0 ? null : `(${parts.join(" OR ")})`;
}

function bordersOf(plan: Plan, fieldOf: FieldOf, timezone: string): { key: readonly unknown[]; border: Border }[] {
  const { events, attributes } = boundariesOf(plan);
  const found: { key: readonly unknown[]; border: Border }[] = [];
  const add = (key: readonly unknown[], border: Omit<Border, "rows">) => found.push({ key, border: { ...border, rows: [] } });
  /** Borders of values: so long before now, so long after. */
  const addLengths = (
    key: readonly unknown[],
    where: Pick<Border, "kind" | "name" | "property">,
    { back, ahead }: { readonly back: readonly Duration[]; readonly ahead: readonly Duration[] },
  ) => {
    for (const offset of back)
      add([...key, "back", offset], {
        ...where,
        column: "time",
        of: (now) => subtractDuration(now, offset, timezone),
        when: (row) => addDuration(row, offset, timezone),
      });
    for (const lead of ahead)
      add([...key, "ahead", lead], {
        ...where,
        column: "time",
        of: (now) => addDuration(now, lead, timezone),
        when: (row) => subtractDuration(row, lead, timezone),
      });
  };
  for (const [name, { offsets, properties }] of events) {
    addLengths(["event", name], { kind: "event", name, property: null }, { back: offsets, ahead: [] });
    for (const [property, values] of properties)
      addLengths(["event", name, property], { kind: "event", name, property: fieldOf(name, property) }, values);
  }
  for (const [name, values] of attributes) {
    add(["attribute", name], { kind: "attribute", name, property: null, column: "at", of: (now) => now, when: (row) => row });
    addLengths(["attribute", name], { kind: "attribute", name, property: null }, values);
  }
  return found;
}

async function lastEvaluation({ records }: Pick<Ctx, "records">): Promise<number> {
  const row = await records
    .selectFrom("evaluations")
    .select((select) => select.fn.max("id").as("id"))
    .executeTakeFirst();
  return Number(row?.id ?? 0);
}
