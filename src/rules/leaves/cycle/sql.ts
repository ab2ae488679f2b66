import { literal, sql, type Sql } from "../../../engine/index.ts";
import { addDuration } from "../../../kernel/index.ts";
import type { CycleMeasure } from "../../language/ast.ts";
import type { Predicate } from "../../plan/types.ts";
import type { SqlScope } from "../../sql/moment.ts";
import { testsSql } from "../../sql/tests.ts";
import { ofElement } from "../event/elements.ts";
import { fieldOf, filterSql } from "../event/sql.ts";
import { LONGEST_INTERVAL } from "./plan.ts";

/**
 * `customer, cycles`: for each customer the values of `by` that have an interval, as tuples (value, intervals, last, interval, whether it
 * is the customer's own). Reads the purchases of everybody, because the median needs them; plan.ts has the definition.
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
  return sql`
    SELECT
      customer,
      arraySort(groupArray((value, intervals, latest, toInt64(least(${length}, toInt256(${literal.integer(LONGEST_INTERVAL)}))), ${isOwn}))) AS cycles
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
  const parts = [
    key.field,
    ...(amount === null ? [] : [amount]),
    ...conditions.map(({ property }) => fieldOf(event, property, scope).field),
  ];
  const meets = conditions.map(
    ({ type, tests }, index) =>
      sql` AND ${testsSql(sql`element.${literal.integer(index + (amount === null ? 2 : 3))}`, type, tests, scope)}`,
  );
  const things = key.array
    ? sql`
      SELECT customer, instant, element.1 AS thing${amount === null ? sql.empty : sql`, element.2 AS bought`}
      FROM (${named}, arrayJoin(arrayZip(${sql.join(parts)})) AS element FROM ${rows})
      WHERE true${sql.join(meets, "")}
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
  return sql`arrayExists(c -> c.3 + c.4 + c.4 > ${literal.integer(asOf)} AND c.3 + c.4 <= ${until}, ${sql.id(measure)})`;
}
