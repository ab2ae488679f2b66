import { literal } from "../../engine/index.ts";

/** Gives an expression that is used several times a name, so that it is computed once. */
export interface Naming {
  name(sql: string): string;
}

export const INLINE: Naming = { name: (sql) => sql };

/**
 * The instant at which the clock on the wall of `timezone` shows `wall`: the kernel's instantOfWall in SQL. A reading that a
 * clock change skips is taken with the offset before the change; one that occurs twice is the first of the two.
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

/** Seconds east of Greenwich of a zone that never changes; undefined for a zone with a name. */
function fixedOffset(timezone: string): number | undefined {
  if (/^(?:UTC|Etc\/UTC|Z)$/i.test(timezone)) return 0;
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(timezone);
  if (!match) return undefined;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60);
}
