import { literal, sql, type Sql } from "../../../engine/index.ts";

/** Names an expression that is used several times, so that it is computed once. */
export interface Naming {
  name(statement: Sql): Sql;
}

export const INLINE: Naming = { name: (statement) => statement };

/**
 * The instant of a local time in `timezone`: the kernel's instantOfWall in SQL. A local time that a clock change skips uses the offset
 * before the change; one that occurs twice means the first.
 */
export function instantOfWallSql(wall: Sql, timezone: string, lets: Naming = INLINE): Sql {
  const fixed = fixedOffset(timezone);
  if (fixed === 0) return wall;
  if (fixed !== undefined) return sql`(${wall} - toIntervalSecond(${literal.integer(fixed)}))`;
  const offset = (instant: Sql) => sql`timezoneOffset(toTimeZone(${instant}, ${literal.text(timezone)}))`;
  const minus = (seconds: Sql) => sql`(${wall} - toIntervalSecond(${seconds}))`;
  const early = lets.name(offset(sql`(${wall} - toIntervalSecond(86400))`));
  const late = lets.name(offset(sql`(${wall} + toIntervalSecond(86400))`));
  const before = minus(early);
  const after = minus(late);
  const fits = (instant: Sql, seconds: Sql) => sql`${offset(instant)} = ${seconds}`;
  return lets.name(
    sql`multiIf(${early} = ${late}, ${before}, ${fits(before, early)} AND ${fits(after, late)}, least(${before}, ${after}), ${fits(before, early)}, ${before}, ${fits(after, late)}, ${after}, ${before})`,
  );
}

/** The offset in seconds east of UTC for a fixed-offset zone; undefined for a named zone. */
function fixedOffset(timezone: string): number | undefined {
  if (/^(?:UTC|Etc\/UTC|Z)$/i.test(timezone)) return 0;
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(timezone);
  if (!match) return undefined;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60);
}
