import { literal, sql, type Sql } from "../../../engine/index.ts";
import { addDuration } from "../../../kernel/index.ts";
import type { CycleMeasure } from "../../language/ast.ts";
import type { Predicate } from "../../plan/types.ts";
import type { SqlScope } from "../../sql/moment.ts";
import { testsSql } from "../../sql/tests.ts";
import { ofElement } from "../event/elements.ts";
import { fieldOf, filterSql } from "../event/sql.ts";
import { LONGEST_INTERVAL } from "./plan.ts";

/** What is known of one value of `by`; `interval` in milliseconds, `own` where it is the customer's own. */
const CYCLE = sql`Tuple(value String, intervals Int64, last Int64, interval Int64, own Bool)`;

/**
 * `customer, cycles`: for each customer the values of `by` that have an interval, each as a CYCLE. Reads the purchases of everybody, because
 * the median needs them; plan.ts has the definition.
 */
export function cyclesSql(cycle: CycleMeasure, scope: SqlScope): Sql {
  const minimum = literal.integer(cycle.minimumIntervals);
  // Without a quantity every purchase is one unit, and an interval is that of one purchase.
  const used = cycle.quantity === null ? sql`(count() - 1)` : sql`toUInt128((sum(amount) - argMax(amount, instant)) * 1000000)`;
  const unit = cycle.quantity === null ? sql`1` : sql`1000000`;
  const own = sql`toUInt64(intDiv(toUInt128(max(instant) - min(instant)) * ${unit}, greatest(${used}, 1)))`;
  const repeated = sql`
    SELECT
      customer,
      value,
      count() - 1 AS intervals,
      max(instant) AS latest,
      argMax(amount, instant) AS stock,
      ${own} AS unit
    FROM (${purchasesSql(cycle, scope)})
    GROUP BY customer, value
  `;
  const isOwn = sql`intervals >= ${minimum}`;
  const typical = sql`
    SELECT
      *,
      quantileExactLowIf(0.5)(unit, ${isOwn}) OVER (PARTITION BY value) AS median,
      countIf(${isOwn}) OVER (PARTITION BY value) AS known
    FROM (${repeated})
  `;
  const each = sql`if(${isOwn}, unit, median)`;
  const length = cycle.quantity === null ? sql`toInt256(${each})` : sql`intDiv(toInt256(${each}) * toInt256(stock * 1000000), 1000000)`;
  const interval = sql`toInt64(least(${length}, toInt256(${literal.integer(LONGEST_INTERVAL)})))`;
  return sql`
    SELECT
      customer,
      arraySort(groupArray(CAST((value, intervals, latest, ${interval}, ${isOwn}) AS ${CYCLE}))) AS cycles
    FROM (${typical})
    WHERE known > 0
    GROUP BY customer
  `;
}

/** One row per customer, value and instant, with the quantity bought. */
function purchasesSql({ event, where, by, quantity }: CycleMeasure, scope: SqlScope): Sql {
  const filter = filterSql(event, where, { kind: "lifetime" }, scope);
  const rows = sql`events WHERE event = ${literal.text(event)} AND time <= ${literal.instant(scope.asOf)}${filter === null ? sql.empty : sql` AND ${filter}`}`;
  const key = fieldOf(event, by, scope);
  const amount = quantity === null ? null : fieldOf(event, quantity, scope).field;
  const counted = amount === null ? sql`toDecimal128(1, 6)` : sql`toDecimal128(assumeNotNull(bought), 6)`;
  const kept = sql`isNotNull(thing)${amount === null ? sql.empty : sql` AND isNotNull(bought) AND bought > 0`}`;
  const named = sql`SELECT customer, toUnixTimestamp64Milli(time) AS instant`;
  const list = by.slice(0, by.indexOf("[]"));
  const conditions = key.array ? ofElement(where, list) : [];
  // Each element must meet the conditions on its list, as in a sum.
  const asked = conditions.map(({ property, type, tests }, index) => {
    const name = `asked${index + 1}`;
    return {
      name,
      field: fieldOf(event, property, scope).field,
      meets: testsSql(sql`element.${sql.id(name)}`, type, tests, scope),
    };
  });
  const parts = [{ name: "thing", field: key.field }, ...(amount === null ? [] : [{ name: "bought", field: amount }]), ...asked];
  const elements = sql`nested(${literal.texts(parts.map(({ name }) => name))}, ${sql.join(parts.map(({ field }) => field))})`;
  const things = key.array
    ? sql`
      SELECT customer, instant, element.thing AS thing${amount === null ? sql.empty : sql`, element.bought AS bought`}
      FROM (${named}, arrayJoin(${elements}) AS element FROM ${rows})
      WHERE ${sql.and(asked.map(({ meets }) => meets))}
    `
    : sql`${named}, ${key.field} AS thing${amount === null ? sql.empty : sql`, ${amount} AS bought`} FROM ${rows}`;
  return sql`
    SELECT customer, assumeNotNull(thing) AS value, instant, sum(${counted}) AS amount
    FROM (${things})
    WHERE ${kept}
    GROUP BY customer, value, instant
  `;
}

/** asOf − interval < last + interval ≤ asOf + dueWithin, for any of the cycles. */
export function cycleSql({ measure, dueWithin }: Extract<Predicate, { kind: "cycle" }>, { asOf, timezone }: SqlScope): Sql {
  const until = literal.integer(addDuration(asOf, dueWithin, timezone));
  const expected = sql`cycle.last + cycle.interval`;
  return sql`arrayExists(cycle -> ${expected} + cycle.interval > ${literal.integer(asOf)} AND ${expected} <= ${until}, ${sql.id(measure)})`;
}
