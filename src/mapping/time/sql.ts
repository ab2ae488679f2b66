import { instantOfWallSql } from "../../catalogue/index.ts";
import { literal, sql, type Sql } from "../../engine/index.ts";
import { FIRST_INSTANT, LAST_INSTANT, OFFSET_PATTERN } from "../../kernel/index.ts";
import { INLINE, type Lets } from "../compile/lets.ts";
import type { TimeFormat } from "./format.ts";

const ISO_SHAPE = literal.text(
  String.raw`^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?)?\s*(?:Z|${OFFSET_PATTERN})?$`,
);
const ISO_ZONED = literal.text(String.raw`(?:Z|\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*[+-]\d{2}:?\d{2}|-\d{2}[+-]\d{2}:?\d{2})$`);

/** SQL of the time in a text, as Nullable(DateTime64(3, 'UTC')). NULL if the text is not in this format or the day does not exist. */
export function readTimeSql(text: Sql, format: TimeFormat, timezone: string, lets: Lets = INLINE): Sql {
  const bare = sql`trimBoth(${text})`;
  switch (format.kind) {
    case "iso": {
      const read = lets.name(
        sql`if(match(${bare}, ${ISO_SHAPE}), parseDateTime64BestEffortOrNull(replaceOne(${bare}, ',', '.'), 3, 'UTC'), NULL)`,
      );
      return sql`if(match(${bare}, ${ISO_ZONED}), ${read}, ${instantOfWallSql(read, timezone, lets)})`;
    }
    case "unix": {
      // At most 13 digits of seconds or milliseconds. A longer number is outside 1900–2299 anyway.
      const shape = literal.text(format.unit === "seconds" ? String.raw`^-?\d{1,11}(?:\.\d{0,9})?$` : String.raw`^-?\d{1,14}$`);
      const factor = format.unit === "seconds" ? sql`1000` : sql`1`;
      const millis = sql`toInt64(floor(toDecimal128OrNull(if(match(${bare}, ${shape}), ${bare}, NULL), 9) * ${factor}))`;
      return sql`fromUnixTimestamp64Milli(${millis}, 'UTC')`;
    }
    case "pattern": {
      const head = format.tail === "" ? bare : sql`replaceRegexpOne(${bare}, ${literal.text(format.tail)}, '')`;
      const shaped = sql`if(match(${bare}, ${literal.text(format.shape)}), ${head}, NULL)`;
      const instant = sql`CAST(parseDateTime64InJodaSyntaxOrNull(${shaped}, ${literal.text(format.joda)}, 'UTC') AS Nullable(DateTime64(3, 'UTC')))`;
      const read = format.fraction ? sql`(${instant} + ${fractionSql(bare)})` : instant;
      return format.zoned ? sql`(${read} - ${offsetSql(bare)})` : instantOfWallSql(lets.name(read), timezone, lets);
    }
  }
}

/** The fraction of a second in milliseconds, cut at the third digit. */
function fractionSql(bare: Sql): Sql {
  const digits = sql`extract(${bare}, ${literal.text(String.raw`(\d+)\s*(?:Z|[+-]\d{2}:?\d{2})?$`)})`;
  return sql`toIntervalMillisecond(toInt32OrZero(rightPad(substring(${digits}, 1, 3), 3, '0')))`;
}

function offsetSql(bare: Sql): Sql {
  const offset = sql`extract(${bare}, ${literal.text(String.raw`([+-]\d{2}:?\d{2})$`)})`;
  const part = (from: number) => sql`toInt32OrZero(substring(${offset}, ${literal.integer(from)}, 2))`;
  const seconds = sql`(${part(2)} * 3600 + toInt32OrZero(right(${offset}, 2)) * 60)`;
  return sql`toIntervalSecond(if(startsWith(${offset}, '-'), -${seconds}, ${seconds}))`;
}

/** Whether the store can keep an instant: it is in 1900–2299 in at least one time zone. NULL stays NULL. */
export function inRangeSql(instant: Sql): Sql {
  return sql`(${instant} BETWEEN ${literal.instant(FIRST_INSTANT)} AND ${literal.instant(LAST_INSTANT)})`;
}
