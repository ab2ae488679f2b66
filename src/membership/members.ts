import { STORED_TYPES } from "../catalogue/index.ts";
import { instantOfFacts, literal, type Ctx, type RunOptions, sql } from "../engine/index.ts";
import { formatInstant, type Instant } from "../kernel/index.ts";
import { isZeroOverNothing, measureOf, typeOfMetric, valueOfMeasure, type TagRule } from "../rules/index.ts";

/** Members of one tag and value, counted. */
export interface MemberCount {
  readonly tag: number;
  readonly value: string;
  readonly members: number;
}

/** The number of members of each tag and value, from the stored bitmaps. */
export async function countMembers(ctx: Ctx): Promise<MemberCount[]> {
  const rows = await ctx.facts.rows<{ tag: number; value: string; members: string }>(
    sql`
      SELECT tag, value, bitmapCardinality(customers) AS members
      FROM members FINAL
      ORDER BY tag, value
    `,
  );
  return rows.map((row) => ({ ...row, members: Number(row.members) }));
}

/** One row `customers`: how many customers there are. */
export const EVERYBODY_SQL = sql`SELECT count() AS customers FROM customers FINAL`;

/** How many customers there are. */
export async function countEverybody(ctx: Ctx): Promise<number> {
  const [row] = await ctx.facts.rows<{ customers: string }>(EVERYBODY_SQL);
  return Number(row!.customers);
}

/** A tag that a customer has. */
export interface CustomerTag {
  readonly customer: number;
  readonly tag: number;
  readonly value: string;
}

/** The tags and values of these customers; only of some tags, where they are named. */
export async function tagsOfCustomers(
  ctx: Ctx,
  customers: readonly number[],
  tags?: readonly number[],
  options: RunOptions = {},
): Promise<CustomerTag[]> {
  if (customers.length === 0 || tags?.length === 0) return [];
  const numbers = sql`[${sql.join(customers.map(literal.integer))}]`;
  const among = tags === undefined ? sql.empty : sql`WHERE tag IN (${sql.join(tags.map(literal.integer))})`;
  return ctx.facts.rows<CustomerTag>(
    sql`
      SELECT customer, tag, value
      FROM (
        SELECT
          tag,
          value,
          arrayJoin(bitmapToArray(bitmapAnd(customers, bitmapBuild(CAST(${numbers} AS Array(UInt32)))))) AS customer
        FROM members FINAL
        ${among}
      )
      ORDER BY customer, tag, value
    `,
    options,
  );
}

/** When one customer last entered each tag, and why, from the history. By `tag/value`. */
export async function entriesOf(ctx: Ctx, customer: number): Promise<Map<string, { at: string; cause: string }>> {
  const rows = await ctx.facts.rows<{ tag: number; value: string; at: string; cause: string }>(
    sql`
      SELECT tag, value, argMax(l.at, evaluation) AS at, argMax(l.cause, evaluation) AS cause
      FROM membership_changes AS l
      WHERE bitmapContains(entered, toUInt32(${literal.integer(customer)}))
      GROUP BY tag, value
      ORDER BY tag, value
    `,
  );
  return new Map(rows.map(({ tag, value, at, cause }) => [`${tag}/${value}`, { at, cause }]));
}

/** A metric of a customer: decimal text, or an instant as text (for a time since: the instant it counts from). */
export interface MetricRow {
  readonly customer: number;
  readonly tag: number;
  readonly number: string | null;
  readonly time: string | null;
}

/** The stored metrics of these customers. `metricValue` gives the value of a customer without a row. */
export async function metricsOf(ctx: Ctx, customers: readonly number[]): Promise<MetricRow[]> {
  if (customers.length === 0) return [];
  return ctx.facts.rows<MetricRow>(
    sql`
      SELECT customer, tag, number, time
      FROM metrics FINAL
      WHERE customer IN (${sql.join(customers.map(literal.integer))})
        AND (isNotNull(number) OR isNotNull(time))
      ORDER BY customer, tag
    `,
  );
}

/** Whether a metric is a time since. It is stored as an instant, so that it stays true as time passes, and shown in whole days. */
export function isTimeSince(rule: TagRule | null): boolean {
  const measured = measureOf(rule);
  return measured !== null && valueOfMeasure(measured.measure).as === "elapsed";
}

/** Whether a customer without a row has 0 in a metric (counts and sums) rather than no value. */
export function isZeroWithout(rule: TagRule | null): boolean {
  const measured = measureOf(rule);
  return measured !== null && isZeroOverNothing(measured);
}

/** A customer's value of a metric in the form of the API, from the stored row if there is one; null: no value. */
export function metricValue(row: MetricRow | undefined, rule: TagRule | null, until: Instant): string | null {
  if (row) return metricText(row, rule, until);
  return isZeroWithout(rule) ? shownAmount(rule, "0") : null;
}

/** An amount of a metric in the form of the API. `decimal`: decimal text, in the unit of the store. */
export function shownAmount(rule: TagRule | null, decimal: string): string {
  return String(STORED_TYPES[typeOfMetric(rule) ?? "number"].shown(decimal));
}

/** A metric's value in the form of the API: decimal text or ISO instant; for a time since, the whole days until `until`. */
function metricText({ number, time }: MetricRow, rule: TagRule | null, until: Instant): string {
  if (number !== null) return shownAmount(rule, number);
  const instant = instantOfFacts(time!);
  return isTimeSince(rule) ? String(Math.floor((until - instant) / 86_400_000)) : formatInstant(instant);
}
