import { literal, sql, type Sql } from "../../../engine/index.ts";
import { addDays, addToDay, FIRST_DAY, LAST_DAY, subtractFromDay, type Day, type Duration } from "../../../kernel/index.ts";
import { bornUntilDay, compare, MIRRORED, todayOf } from "../../interpret/values.ts";
import type { Comparison, Operator } from "../../language/ast.ts";
import type { SqlScope } from "../../sql/moment.ts";
import type { ValueTypeRun } from "../run.ts";

export const dateRun: ValueTypeRun = {
  literal: (value) => literal.day(String(value)),
  wanted: (value) => value,
  metric: null,
  place: {
    withinLastSql: (value, duration, scope) => daysBetweenSql(value, subtractFromDay(todayOf(scope), duration), todayOf(scope)),
    withinNextSql: (value, duration, scope) => daysBetweenSql(value, todayOf(scope), addToDay(todayOf(scope), duration)),
    ageSql: (value, is, scope) => sql`(${daysElapsedSql(value, is, scope)} AND ${compareDaySql(value, sql`<=`, todayOf(scope))})`,
    bornSql: (value, sign, years, scope) => compareDaySql(value, sign, bornUntilDay(years, scope)),
    isBornSql: (value, scope) => compareDaySql(value, sql`<=`, todayOf(scope)),
    localSql: (value) => value,
    withinLast: (value, duration, moment) => isBetween(value as Day, subtractFromDay(todayOf(moment), duration), todayOf(moment)),
    withinNext: (value, duration, moment) => isBetween(value as Day, todayOf(moment), addToDay(todayOf(moment), duration)),
    age: (value, is, moment) => (value as Day) <= todayOf(moment) && daysElapsed(is, value as Day, todayOf(moment)),
    day: (value) => value as Day,
    ofDays: true,
    turnedSql(value, years, { early, late, timezone }) {
      const [from, until] = [early, late].map((asOf) => bornUntilDay(years, { asOf, timezone }));
      return from === until ? null : daysBetweenSql(value, from!, addDays(until!, -1));
    },
  },
};

/** Compares a day with one that may be outside the store's range of dates; then their numbers are compared. */
function compareDaySql(value: Sql, sign: Sql, day: Day): Sql {
  if (day >= FIRST_DAY && day <= LAST_DAY) return sql`${value} ${sign} ${literal.day(day)}`;
  return sql`toInt32(${value}) ${sign} ${literal.integer(Math.round(Date.parse(day) / 86_400_000))}`;
}

/** A day from the first to the last, both included. */
export function daysBetweenSql(value: Sql, first: Day, last: Day): Sql {
  return sql`(${compareDaySql(value, sql`>=`, first)} AND ${compareDaySql(value, sql`<=`, last)})`;
}

const SIGN: Readonly<Record<Operator, Sql>> = { eq: sql`=`, neq: sql`!=`, gt: sql`>`, gte: sql`>=`, lt: sql`<`, lte: sql`<=` };

/** Calendar days to today, compared with a duration. */
function daysElapsedSql(value: Sql, is: Comparison<Duration>, scope: SqlScope): Sql {
  const back = (duration: Duration) => subtractFromDay(todayOf(scope), duration);
  if (is.op === "all")
    return sql`(${sql.join(
      is.of.map((part) => daysElapsedSql(value, part, scope)),
      " AND ",
    )})`;
  if (is.op === "between") return daysBetweenSql(value, back(is.high), back(is.low));
  if (is.op === "notBetween") return sql`NOT ${daysBetweenSql(value, back(is.high), back(is.low))}`;
  return compareDaySql(value, SIGN[MIRRORED[is.op]], back(is.value));
}

function isBetween(day: Day, first: Day, last: Day): boolean {
  return day >= first && day <= last;
}

/** Compares the calendar days from a day to today with a duration. */
function daysElapsed(is: Comparison<Duration>, day: Day, today: Day): boolean {
  if (is.op === "all") return is.of.every((part) => daysElapsed(part, day, today));
  if (is.op === "between" || is.op === "notBetween") {
    const inside = isBetween(day, subtractFromDay(today, is.high), subtractFromDay(today, is.low));
    return inside === (is.op === "between");
  }
  return compare(MIRRORED[is.op], day, subtractFromDay(today, is.value));
}
