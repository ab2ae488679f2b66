import { textLiteral as literal } from "../../../engine/index.ts";
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
export function cyclesSql(cycle: CycleMeasure, scope: SqlScope): string {
  const minimum = literal.integer(cycle.minimumIntervals);
  // Without a quantity every purchase is one unit, and an interval is that of one purchase.
  const used = cycle.quantity === null ? "(count() - 1)" : "toUInt128((sum(amount) - argMax(amount, instant)) * 1000000)";
  const unit = cycle.quantity === null ? "1" : "1000000";
  const own = `toUInt64(intDiv(toUInt128(max(instant) - min(instant)) * ${unit}, greatest(${used}, 1)))`;
  const repeated = `SELECT customer, value, count() - 1 AS intervals, max(instant) AS latest, argMax(amount, instant) AS stock, ${own} AS unit FROM (${purchasesSql(cycle, scope)}) GROUP BY customer, value`;
  const isOwn = `intervals >= ${minimum}`;
  const typical = `SELECT *, quantileExactLowIf(0.5)(unit, ${isOwn}) OVER (PARTITION BY value) AS median, countIf(${isOwn}) OVER (PARTITION BY value) AS known FROM (${repeated})`;
  const each = `if(${isOwn}, unit, median)`;
  const length = cycle.quantity === null ? `toInt256(${each})` : `intDiv(toInt256(${each}) * toInt256(stock * 1000000), 1000000)`;
  return `SELECT customer, arraySort(groupArray((value, intervals, latest, toInt64(least(${length}, toInt256(${literal.integer(LONGEST_INTERVAL)}))), ${isOwn}))) AS cycles FROM (${typical}) WHERE known > 0 GROUP BY customer`;
}

/** One row per customer, value and instant, with the quantity bought. */
function purchasesSql({ event, where, by, quantity }: CycleMeasure, scope: SqlScope): string {
  const filter = filterSql(event, where, { kind: "lifetime" }, scope);
  const rows = `events WHERE event = ${literal.text(event)} AND time <= ${literal.instant(scope.asOf)}${filter === null ? "" : ` AND ${filter}`}`;
  const key = fieldOf(event, by, scope);
  const amount = quantity === null ? null : fieldOf(event, quantity, scope).field;
  const counted = amount === null ? "toDecimal128(1, 6)" : "toDecimal128(assumeNotNull(bought), 6)";
  const kept = `isNotNull(thing)${amount === null ? "" : " AND isNotNull(bought) AND bought > 0"}`;
  const named = `SELECT customer, toUnixTimestamp64Milli(time) AS instant`;
  const list = by.slice(0, by.indexOf("[]"));
  const conditions = key.array ? ofElement(where, list) : [];
  // Each element must meet the conditions on its list, as in a sum.
  const parts = [
    key.field,
    ...(amount === null ? [] : [amount]),
    ...conditions.map(({ property }) => fieldOf(event, property, scope).field),
  ];
  const meets = conditions.map(
    ({ type, tests }, index) => ` AND ${testsSql(`element.${index + (amount === null ? 2 : 3)}`, type, tests, scope)}`,
  );
  const things = key.array
    ? `SELECT customer, instant, element.1 AS thing${amount === null ? "" : ", element.2 AS bought"} FROM (${named}, arrayJoin(arrayZip(${parts.join(", ")})) AS element FROM ${rows}) WHERE true${meets.join("")}`
    : `${named}, ${key.field} AS thing${amount === null ? "" : `, ${amount} AS bought`} FROM ${rows}`;
  return `SELECT customer, assumeNotNull(thing) AS value, instant, sum(${counted}) AS amount FROM (${things}) WHERE ${kept} GROUP BY customer, value, instant`;
}

/** asOf − interval < last + interval ≤ asOf + dueWithin, for any of the cycles. */
export function cycleSql({ measure, dueWithin }: Extract<Predicate, { kind: "cycle" }>, { asOf, timezone }: SqlScope): string {
  const until = literal.integer(addDuration(asOf, dueWithin, timezone));
  return `arrayExists(c -> c.3 + c.4 + c.4 > ${literal.integer(asOf)} AND c.3 + c.4 <= ${until}, ${measure})`;
}
