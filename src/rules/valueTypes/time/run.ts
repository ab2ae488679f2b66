import { literal, sql, type Sql } from "../../../engine/index.ts";
import { addDays, addDuration, dayOf, startOfDay, subtractDuration, type Instant } from "../../../kernel/index.ts";
import { bornUntil, elapsed, todayOf } from "../../interpret/values.ts";
import { elapsedSql } from "../../sql/compare.ts";
import type { ValueTypeRun } from "../run.ts";

export const timeRun: ValueTypeRun = {
  literal: (value) => at(value as Instant),
  wanted: (value) => value,
  metric: "time",
  place: {
    withinLastSql: (value, duration, { asOf, timezone }) =>
      sql`(${value} > ${at(subtractDuration(asOf, duration, timezone))} AND ${value} <= ${at(asOf)})`,
    withinNextSql: (value, duration, { asOf, timezone }) =>
      sql`(${value} > ${at(asOf)} AND ${value} <= ${at(addDuration(asOf, duration, timezone))})`,
    ageSql: (value, is, scope) => sql`(${elapsedSql(value, is, scope)} AND ${value} <= ${at(scope.asOf)})`,
    bornSql: (value, sign, years, scope) => sql`${value} ${sign} ${at(bornUntil(years, scope))}`,
    isBornSql: (value, scope) => sql`${value} < ${at(startOfDay(addDays(todayOf(scope), 1), scope.timezone))}`,
    localSql: (value, timezone) => sql`toTimeZone(${value}, ${literal.text(timezone)})`,
    withinLast: (value, duration, { asOf, timezone }) =>
      (value as Instant) > subtractDuration(asOf, duration, timezone) && (value as Instant) <= asOf,
    withinNext: (value, duration, { asOf, timezone }) =>
      (value as Instant) > asOf && (value as Instant) <= addDuration(asOf, duration, timezone),
    age: (value, is, moment) => (value as Instant) <= moment.asOf && elapsed(is, value as Instant, moment),
    day: (value, { timezone }) => dayOf(value as Instant, timezone),
    ofDays: false,
    turnedSql(value, years, { early, late, timezone }) {
      const [from, until] = [early, late].map((asOf) => bornUntil(years, { asOf, timezone }));
      return from === until ? null : sql`(${value} >= ${at(from!)} AND ${value} < ${at(until!)})`;
    },
  },
};

function at(instant: Instant): Sql {
  return literal.instant(instant);
}
