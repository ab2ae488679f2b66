import { latestSql } from "../../catalogue/index.ts";
import { textLiteral as literal } from "../../engine/index.ts";
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
export type Population =
  | { readonly kind: "everybody" }
  | ({ readonly kind: "span" } & Span)
  | { readonly kind: "set"; readonly sql: string };

/** A population as a condition over `customer`; null for everybody. */
function concerningSql(population: Population): string | null {
  switch (population.kind) {
    case "everybody":
      return null;
    case "span":
      return `customer >= ${literal.integer(population.from)} AND customer < ${literal.integer(population.below)}`;
    case "set":
      return `customer IN ${population.sql}`;
  }
}

/** The columns of every customer who has rows in the pass's source: `customer, m1, m2 …`. */
export function columnsSql(pass: Pass, scope: SqlScope, population: Population): string {
  const { source } = pass;
  switch (source.kind) {
    case "event":
    case "events":
    case "attribute":
      return rowsSql(pass, source, scope, sourceSql(pass, source, scope, population));
    case "membershipHistory":
      return historyColumnsSql(pass, scope, bitmapOf(population));
    case "cycle": {
      const columns = pass.measures.map(({ id }) => `cycles AS ${id}`);
      return `SELECT customer, ${columns.join(", ")} FROM (${cyclesSql(source.cycle, scope)})${keptSql(population)}`;
    }
    case "ranked": {
      const { event, since, among } = source;
      if (among !== null && !scope.among) throw new Error("a plan that ranks some of the customers needs the run's bitmaps");
      const ranked: Population = among === null ? { kind: "everybody" } : { kind: "set", sql: scope.among!(among) };
      const measures = pass.measures.filter((measure) => !isPosition(measure));
      const rows: RowSource = { kind: "event", event, since };
      const columns = rowsSql({ ...pass, measures }, rows, scope, sourceSql({ ...pass, measures }, rows, scope, ranked));
      return `SELECT * FROM (${positionsSql(columns, pass.measures.filter(isPosition))})${keptSql(population)}`;
    }
  }
}

/** A pass that compares customers is computed over everybody; then only the requested customers are kept. */
function keptSql(population: Population): string {
  const concerning = concerningSql(population);
  return concerning === null ? "" : ` WHERE ${concerning}`;
}

export function bitmapOf(population: Population): string | null {
  const concerning = concerningSql(population);
  return concerning === null ? null : `(SELECT groupBitmapState(customer) FROM customers WHERE ${concerning})`;
}

type RowSource = Extract<Source, { kind: "event" | "events" | "attribute" }>;

/** Columns from each customer's own rows. @param from as sourceSql gives it @param more columns besides those of measures */
export function rowsSql(pass: Pass, source: RowSource, scope: SqlScope, from: string, more: readonly string[] = []): string {
  const columns = pass.measures.map(({ id, aggregate }) => {
    if (aggregate.kind === "latest") return `${latestSql(aggregate.type)} AS ${id}`;
    if (aggregate.kind === "times") return `${timesSql(aggregate, scope)} AS ${id}`;
    if (source.kind !== "event" || !("window" in aggregate)) throw new Error("an event's measure in another kind of pass");
    return `${aggregateSql(source.event, aggregate, scope)} AS ${id}`;
  });
  return `SELECT customer, ${[...columns, ...more].join(", ")} FROM ${from} GROUP BY customer`;
}

/** The rows of a source that any measure of the pass reads: a table and its WHERE. @param asked conditions that all of them share */
export function sourceSql(
  pass: Pass,
  source: RowSource,
  scope: SqlScope,
  population: Population,
  asked: readonly Condition[] = [],
): string {
  const concerning = concerningSql(population);
  const among = concerning === null ? "" : ` AND ${concerning}`;
  const asOf = literal.instant(scope.asOf);
  if (source.kind === "attribute") return `attribute_values WHERE attribute = ${literal.text(source.attribute)} AND at <= ${asOf}${among}`;
  const starts = pass.measures.map(({ aggregate }) => ("window" in aggregate ? windowStart(aggregate.window, scope) : null));
  // The widest window limits the scan; each measure still tests its own border.
  const from = starts.includes(null) ? "" : ` AND time >= ${literal.instant(Math.min(...(starts as number[])))}`;
  if (source.kind === "events")
    return `events WHERE event IN (${source.events.map(literal.text).join(", ")}) AND time <= ${asOf}${from}${among}`;
  const common = filterSql(source.event, asked, { kind: "lifetime" }, scope);
  const rows = `event = ${literal.text(source.event)} AND time <= ${asOf}${from}${among}${common === null ? "" : ` AND ${common}`}`;
  if (source.since === null) return `events WHERE ${rows}`;
  const { event, where, which } = source.since;
  const matching = filterSql(event, where, { kind: "lifetime" }, scope);
  const anchors = `SELECT customer, ${which === "first" ? "min" : "max"}(time) AS anchor FROM events WHERE event = ${literal.text(event)} AND time <= ${asOf}${among}${matching === null ? "" : ` AND ${matching}`} GROUP BY customer`;
  return `events INNER JOIN (${anchors}) AS anchors USING (customer) WHERE ${rows} AND time > anchor`;
}

/**
 * One row per metric tag and customer with a value: `tag, customer, number, time`; a time since as its instant. `idOf` gives the numbers of
 * tags. When the value over nothing is 0, a row never says 0: customers without a row have 0, whatever else the scan reads.
 */
export function metricsSql(pass: Pass, scope: SqlScope, population: Population, idOf: (tag: string) => number): string | null {
  if (pass.metrics.length === 0) return null;
  const rows = pass.metrics.map((metric) => `(toUInt32(${idOf(metric.tag)}), ${storedNumberSql(metric)}, ${metricTimeSql(metric.value)})`);
  return `SELECT row.1 AS tag, customer, row.2 AS number, row.3 AS time FROM (SELECT customer, arrayJoin([${rows.join(", ")}]) AS row FROM (${columnsSql(pass, scope, population)})) WHERE isNotNull(number) OR isNotNull(time)`;
}

/** The memory of a pass for its metrics. */
export function keptForMetrics(pass: Pass): Keep {
  const { perCustomer, perRow } = keptBy(pass.measures.map(({ aggregate }) => aggregate));
  return { perCustomer: perCustomer + 48 * pass.metrics.length, perRow };
}

const NO_NUMBER = "CAST(NULL AS Nullable(Decimal(38, 6)))";

function storedNumberSql({ value, whenNothing }: PlannedMetric): string {
  const number = metricNumberSql(value);
  return whenNothing === "zero" ? `nullIf(${number}, 0)` : number;
}

function metricNumberSql(value: MetricValue): string {
  switch (value.kind) {
    case "number":
      return `CAST(${value.measure} AS Nullable(Decimal(38, 6)))`;
    case "quotient":
      // Cut after the sixth digit (averageOf in kernel/decimal.ts); comparisons do not use this value.
      return `if(${value.under} = 0, NULL, CAST(divideDecimal(toDecimal256(${value.over}, 6), toDecimal256(greatest(${value.under}, 1), 0), 6) AS Nullable(Decimal(38, 6))))`;
    case "deviation":
      return deviationNumberSql(value);
    case "days":
    case "time":
      return NO_NUMBER;
    case "value":
      return runOfType(value.type).metric === "number" ? `CAST(${value.measure} AS Nullable(Decimal(38, 6)))` : NO_NUMBER;
  }
}

/**
 * The root of the variance, cut exactly after the sixth digit: the largest whole number whose square does not exceed the variance in units
 * of 10⁻¹². One step of Newton's method corrects the float of the first guess; its result is at most 1 too high.
 */
function deviationNumberSql(value: Extract<MetricValue, { kind: "deviation" }>): string {
  const { above, below } = varianceSql(value);
  const variance = `intDiv(toInt256(${above} * toDecimal256('1000000000000', 0)), greatest(toInt256(${below}), 1))`;
  const guess = "arrayMap(v -> (v, greatest(toInt256(floor(sqrt(toFloat64(v)))), 1))";
  const improved = `arrayMap(g -> (g.1, intDiv(g.2 + intDiv(g.1, g.2), 2)), ${guess}, [${variance}]))`;
  const root = `arrayMap(g -> g.2 - toInt256(g.2 * g.2 > g.1), ${improved})[1]`;
  const number = `divideDecimal(toDecimal256(${root}, 0), toDecimal256(1000000, 0), 6)`;
  return `if(${value.known} < 2, NULL, CAST(${number} AS Nullable(Decimal(38, 6))))`;
}

function metricTimeSql(value: MetricValue): string {
  return value.kind === "time" || value.kind === "days" || (value.kind === "value" && runOfType(value.type).metric === "time")
    ? value.measure
    : "CAST(NULL AS Nullable(DateTime64(3, 'UTC')))";
}
