import { textLiteral as literal } from "../../../engine/index.ts";

/** Names an expression that is used several times, so that it is computed once. */
export interface Naming {
  name(sql: string): string;
}

export const INLINE: Naming = { name: (sql) => sql };

/**
 * The instant of a local time in `timezone`: the kernel's instantOfWall in SQL. A local time that a clock change skips uses the offset
 * before the change; one that occurs twice means the first.
 */
export function instantOfWallSql(wall: string, timezone: string, lets: Naming = INLINE): string {
  const fixed = fixedOffset(timezone);
  if (fixed === 0) return wall;
  if (fixed !== undefined) return `(${wall} - toIntervalSecond(${fixed}))`;
  const offset = (instant: string) => `timezoneOffset(toTimeZone(${instant}, ${literal.text(timezone)}))`;
  const minus = (seconds: string) => `(${wall} - toIntervalSecond(${seconds}))`;
  const early = lets.name(offset(`(${wall} - toIntervalSecond(86400))`));
  const late = lets.name(offset(`(${wall} + toIntervalSecond(86400))`));
  const before = minus(early);
  const after = minus(late);
  const fits = (instant: string, seconds: string) => `${offset(instant)} = ${seconds}`;
  return lets.name(
    `multiIf(${early} = ${late}, ${before}, ${fits(before, early)} AND ${fits(after, late)}, least(${before}, ${after}), ` +
      `${fits(before, early)}, ${before}, ${fits(after, late)}, ${after}, ${before})`,
  );
}

/** The offset in seconds east of UTC for a fixed-offset zone; undefined for a named zone. */
function fixedOffset(timezone: string): number | undefined {
  if (/^(?:UTC|Etc\/UTC|Z)$/i.test(timezone)) return 0;
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(timezone);
  if (!match) return undefined;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60);
}
