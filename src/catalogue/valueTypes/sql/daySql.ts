import { literal, sql, type Sql } from "../../../engine/index.ts";
import { DAY_PATTERNS, FIRST_DAY, LAST_DAY } from "../../../kernel/index.ts";
import { INLINE, instantOfWallSql, type Naming } from "./wallSql.ts";

const pattern = (name: keyof typeof DAY_PATTERNS) => literal.text(DAY_PATTERNS[name]);

/** The kernel's readDay in SQL, over an expression of Nullable(String): Nullable(Date32), NULL when the text is no day. */
export function readDaySql(text: Sql, timezone: string, names: Naming = INLINE): Sql {
  const present = names.name(sql`ifNull(${text}, '')`);
  // In 1990年1月1日8:30 the character 日 ends the day, and the time of day follows.
  const withoutClock = sql`replaceRegexpOne(replaceRegexpOne(${present}, '日([0-9])', '日 \\\\1'), ${pattern("clock")}, '')`;
  const bare = bareDaySql(names.name(sql`if(match(${present}, '[:时：]'), ${withoutClock}, ${present})`), names);
  return sql`if(match(${present}, ${pattern("instant")}), ${dayOfInstantTextSql(present, timezone, names)}, ${bare})`;
}

/** The kernel's bareDay in SQL, over an expression of String. */
export function bareDaySql(text: Sql, names: Naming = INLINE): Sql {
  const parts = sql`arrayMap(x -> if(length(x) < 2, concat('0', x), x), arrayFilter(x -> notEmpty(x), extractGroups(${text}, ${pattern("day")})))`;
  const day = dayOfTextSql(names.name(sql`arrayStringConcat(${parts}, '-')`));
  // 25569 is the number of days from Excel's day 0 to 1970.
  const serial = sql`CAST(toInt32OrNull(extract(${text}, ${pattern("serial")})) - 25569 AS Nullable(Date32))`;
  return sql`if(match(${text}, ${pattern("serial")}), ${serial}, ${day})`;
}

/**
 * The fact store reads 30 February as 2 March and clips days out of range. So a day counts only when it is written back as the same text.
 */
function dayOfTextSql(iso: Sql): Sql {
  return sql`if(toString(toDate32OrNull(${iso})) = ${iso}, toDate32OrNull(${iso}), NULL)`;
}

function dayOfInstantTextSql(present: Sql, timezone: string, names: Naming): Sql {
  const instant = names.name(sql`parseDateTime64BestEffortOrNull(replaceOne(trimBoth(${present}), ',', '.'), 3, 'UTC')`);
  const written = dayOfTextSql(sql`substring(trimBoth(${present}), 1, 10)`);
  const own = names.name(dayOfMidnightSql(instant, timezone, names));
  return sql`multiIf(isNull(${written}), NULL, isNotNull(${own}), ${own}, match(${present}, ${pattern("midnight")}), ${written}, ${localDaySql(instant, timezone)})`;
}

/** The day of an instant in `timezone`, over an expression of Nullable(DateTime64); NULL outside 1900–2299. */
export function localDaySql(instant: Sql, timezone: string): Sql {
  const day = sql`toDate32(toTimeZone(${instant}, ${literal.text(timezone)}))`;
  return sql`if(${day} BETWEEN ${literal.day(FIRST_DAY)} AND ${literal.day(LAST_DAY)}, ${day}, NULL)`;
}

/** The day that begins exactly at an instant in `timezone`; NULL when none does. */
export function dayOfMidnightSql(instant: Sql, timezone: string, names: Naming = INLINE): Sql {
  const day = names.name(localDaySql(instant, timezone));
  return sql`if(${startOfDaySql(day, timezone, names)} = ${instant}, ${day}, NULL)`;
}

/** The instant at which a day (Nullable(Date32)) begins in `timezone`. */
export function startOfDaySql(day: Sql, timezone: string, names: Naming = INLINE): Sql {
  return instantOfWallSql(sql`toDateTime64(${day}, 3, 'UTC')`, timezone, names);
}
