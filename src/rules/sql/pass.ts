import { latestSql } from "../../catalogue/index.ts";
import { literal, sql, type Sql } from "../../engine/index.ts";
import { runOfType } from "../valueTypes/runs.ts";
import { cyclesSql } from "../leaves/cycle/sql.ts";
import { aggregateSql, filterSql, timesSql, windowStart } from "../leaves/event/sql.ts";
import { isPosition, positionsSql } from "../leaves/rank/sql.ts";
import { historyColumnsSql } from "../leaves/tag/sql.ts";
import type { Condition } from "../language/index.ts";
import { keptBy, type Keep, type Span } from "../plan/size.ts";
import type { MetricValue, Pass, PlannedMetric, Source } from "../plan/types.ts";
import type { SqlScope } from "./moment.ts";
import { varianceSql } from "./predicate.ts";

/** The customers of a run: everybody, a span of numbers, or an SQL set such as `(SELECT customer FROM …)` or `(7)`. */
export type Population = { readonly kind: "everybody" } | ({ readonly kind: "span" } & Span) | { readonly kind: "set"; readonly sql: Sql };

/** A population as a condition over `customer`; null for everybody. */
function concerningSql(population: Population): Sql | null {
  switch (population.kind) {
    case "everybody":
      return null;
    case "span":
      return sql`customer >= ${literal.integer(population.from)} AND customer < ${literal.integer(population.below)}`;
    case "set":
      return sql`customer IN ${population.sql}`;
  }
}

/** The columns of every customer who has rows in the pass's source: `customer, m1, m2 …`. */
export function columnsSql(pass: Pass, scope: SqlScope, population: Population): Sql {
  const { source } = pass;
  switch (source.kind) {
    case "event":
    case "events":
    case "attribute":
      return rowsSql(pass, source, scope, sourceSql(pass, source, scope, population));
    case "membershipHistory":
      return historyColumnsSql(pass, scope, bitmapOf(population));
    case "cycle": {
      const columns = pass.measures.map(({ id }) => sql`cycles AS ${sql.id(id)}`);
      return sql`SELECT customer, ${sql.join(columns)} FROM (${cyclesSql(source.cycle, scope)})${keptSql(population)}`;
    }
    case "ranked": {
      const { event, since, among } = source;
      if (among !== null && !scope.among) throw new Error("a plan that ranks some of the customers needs the run's bitmaps");
      const ranked: Population = among === null ? { kind: "everybody" } : { kind: "set", sql: scope.among!(among) };
      const measures = pass.measures.filter((measure) => !isPosition(measure));
      const rows: RowSource = { kind: "event", event, since };
      const columns = rowsSql({ ...pass, measures }, rows, scope, sourceSql({ ...pass, measures }, rows, scope, ranked));
      return sql`SELECT * FROM (${positionsSql(columns, pass.measures.filter(isPosition))})${keptSql(population)}`;
    }
  }
}

/** A pass that compares customers is computed over everybody; then only the requested customers are kept. */
function keptSql(population: Population): Sql {
  const concerning = concerningSql(population);
  return concerning === null ? sql.empty : sql` WHERE ${concerning}`;
}

export function bitmapOf(population: Population): Sql | null {
  const concerning = concerningSql(population);
  return concerning === null ? null : sql`(SELECT groupBitmapState(customer) FROM customers WHERE ${concerning})`;
}

type RowSource = Extract<Source, { kind: "event" | "events" | "attribute" }>;

/** Columns from each customer's own rows. @param from as sourceSql gives it @param more columns besides those of measures */
export function rowsSql(pass: Pass, source: RowSource, scope: SqlScope, from: Sql, more: readonly Sql[] = []): Sql {
  const columns = pass.measures.map(({ id, aggregate }) => {
    if (aggregate.kind === "latest") return sql`${latestSql(aggregate.type)} AS ${sql.id(id)}`;
    if (aggregate.kind === "times") return sql`${timesSql(aggregate, scope)} AS ${sql.id(id)}`;
    if (source.kind !== "event" || !("window" in aggregate)) throw new Error("an event's measure in another kind of pass");
    return sql`${aggregateSql(source.event, aggregate, scope)} AS ${sql.id(id)}`;
  });
  return sql`
    SELECT customer, ${sql.join([...columns, ...more])}
    FROM ${from}
    GROUP BY customer
  `;
}

/** The rows of a source that any measure of the pass reads: a table and its WHERE. @param asked conditions that all of them share */
export function sourceSql(pass: Pass, source: RowSource, scope: SqlScope, population: Population, asked: readonly Condition[] = []): Sql {
  const concerning = concerningSql(population);
  const among = concerning === null ? sql.empty : sql` AND ${concerning}`;
  const asOf = literal.instant(scope.asOf);
  if (source.kind === "attribute")
    return sql`attribute_values WHERE attribute = ${literal.text(source.attribute)} AND at <= ${asOf}${among}`;
  const starts = pass.measures.map(({ aggregate }) => ("window" in aggregate ? windowStart(aggregate.window, scope) : null));
  // The widest window limits the scan; each measure still tests its own border.
  const from = starts.includes(null) ? sql.empty : sql` AND time >= ${literal.instant(Math.min(...(starts as number[])))}`;
  if (source.kind === "events")
    return sql`events WHERE event IN (${sql.join(source.events.map(literal.text))}) AND time <= ${asOf}${from}${among}`;
  const common = filterSql(source.event, asked, { kind: "lifetime" }, scope);
  const rows = sql`event = ${literal.text(source.event)} AND time <= ${asOf}${from}${among}${common === null ? sql.empty : sql` AND ${common}`}`;
  if (source.since === null) return sql`events WHERE ${rows}`;
  const { event, where, which } = source.since;
  const matching = filterSql(event, where, { kind: "lifetime" }, scope);
  const anchors = sql`
    SELECT customer, ${which === "first" ? sql`min` : sql`max`}(time) AS anchor
    FROM events
    WHERE event = ${literal.text(event)}
      AND time <= ${asOf}${among}${matching === null ? sql.empty : sql` AND ${matching}`}
    GROUP BY customer
  `;
  return sql`events INNER JOIN (${anchors}) AS anchors USING (customer) WHERE ${rows} AND time > anchor`;
}

/**
 * One row per metric tag and customer with a value: `tag, customer, number, time`; a time since as its instant. `idOf` gives the numbers of
 * tags. When the value over nothing is 0, a row never says 0: customers without a row have 0, whatever else the scan reads.
 */
export function metricsSql(pass: Pass, scope: SqlScope, population: Population, idOf: (tag: string) => number): Sql | null {
  if (pass.metrics.length === 0) return null;
  const tags = pass.metrics.map(({ tag }) => sql`toUInt32(${literal.integer(idOf(tag))})`);
  const numbers = pass.metrics.map(storedNumberSql);
  const times = pass.metrics.map(({ value }) => metricTimeSql(value));
  return sql`
    SELECT tag, customer, number, time
    FROM (${columnsSql(pass, scope, population)})
    ARRAY JOIN [${sql.join(tags)}] AS tag, [${sql.join(numbers)}] AS number, [${sql.join(times)}] AS time
    WHERE isNotNull(number) OR isNotNull(time)
  `;
}

/** The memory of a pass for its metrics. */
export function keptForMetrics(pass: Pass): Keep {
  const { perCustomer, perRow } = keptBy(pass.measures.map(({ aggregate }) => aggregate));
  return { perCustomer: perCustomer + 48 * pass.metrics.length, perRow };
}

const NO_NUMBER = sql`CAST(NULL AS Nullable(Decimal(38, 6)))`;

function storedNumberSql({ value, whenNothing }: PlannedMetric): Sql {
  const number = metricNumberSql(value);
  return whenNothing === "zero" ? sql`nullIf(${number}, 0)` : number;
}

function metricNumberSql(value: MetricValue): Sql {
  switch (value.kind) {
    case "number":
      return sql`CAST(${sql.id(value.measure)} AS Nullable(Decimal(38, 6)))`;
    case "quotient":
      // Cut after the sixth digit (averageOf in kernel/decimal.ts); comparisons do not use this value.
      return sql`if(${sql.id(value.under)} = 0, NULL, CAST(divideDecimal(toDecimal256(${sql.id(value.over)}, 6), toDecimal256(greatest(${sql.id(value.under)}, 1), 0), 6) AS Nullable(Decimal(38, 6))))`;
    case "deviation":
      return deviationNumberSql(value);
    case "days":
    case "time":
      return NO_NUMBER;
    case "value":
      return runOfType(value.type).metric === "number" ? sql`CAST(${sql.id(value.measure)} AS Nullable(Decimal(38, 6)))` : NO_NUMBER;
  }
}

/**
 * The root of the variance, cut exactly after the sixth digit: the largest whole number whose square does not exceed the variance in units
 * of 10⁻¹². One step of Newton's method corrects the float of the first guess; its result is at most 1 too high.
 */
function deviationNumberSql(value: Extract<MetricValue, { kind: "deviation" }>): Sql {
  const { above, below } = varianceSql(value);
  const variance = sql`intDiv(toInt256(${above} * toDecimal256('1000000000000', 0)), greatest(toInt256(${below}), 1))`;
  const guess = sql`arrayMap(variance -> greatest(toInt256(floor(sqrt(toFloat64(variance)))), 1), [${variance}])`;
  const improved = sql`arrayMap((variance, guess) -> intDiv(guess + intDiv(variance, guess), 2), [${variance}], ${guess})`;
  const root = sql`arrayMap((variance, root) -> root - toInt256(root * root > variance), [${variance}], ${improved})[1]`;
  const number = sql`divideDecimal(toDecimal256(${root}, 0), toDecimal256(1000000, 0), 6)`;
  return sql`if(${sql.id(value.known)} < 2, NULL, CAST(${number} AS Nullable(Decimal(38, 6))))`;
}

function metricTimeSql(value: MetricValue): Sql {
  return value.kind === "time" || value.kind === "days" || (value.kind === "value" && runOfType(value.type).metric === "time")
    ? sql.id(value.measure)
    : sql`CAST(NULL AS Nullable(DateTime64(3, 'UTC')))`;
}
