import { instantOfWallSql } from "../../catalogue/index.ts";
import { textLiteral as literal, unconverted } from "../../engine/index.ts";
import { FIRST_INSTANT, LAST_INSTANT, OFFSET_PATTERN } from "../../kernel/index.ts";
import { INLINE, namingOf, type Lets } from "../compile/lets.ts";
import type { TimeFormat } from "./format.ts";

const ISO_SHAPE = literal.text(
  String.raw`^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?)?\s*(?:Z|${OFFSET_PATTERN})?$`,
);
const ISO_ZONED = literal.text(String.raw`(?:Z|\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*[+-]\d{2}:?\d{2}|-\d{2}[+-]\d{2}:?\d{2})$`);

/** SQL of the time in a text, as Nullable(DateTime64(3, 'UTC')). NULL if the text is not in this format or the day does not exist. */
export function readTimeSql(text: string, format: TimeFormat, timezone: string, lets: Lets = INLINE): string {
  const bare = `trimBoth(${text})`;
  switch (format.kind) {
    case "iso": {
      const read = lets.name(
        `if(match(${bare}, ${ISO_SHAPE}), parseDateTime64BestEffortOrNull(replaceOne(${bare}, ',', '.'), 3, 'UTC'), NULL)`,
      );
      return `if(match(${bare}, ${ISO_ZONED}), ${read}, ${instantOfWallSql(unconverted(read), timezone, namingOf(lets)).text})`;
    }
    case "unix": {
      // At most 13 digits of seconds or milliseconds. A longer number is outside 1900–2299 anyway.
      const shape = literal.text(format.unit === "seconds" ? String.raw`^-?\d{1,11}(?:\.\d{0,9})?$` : String.raw`^-?\d{1,14}$`);
      const factor = format.unit === "seconds" ? "1000" : "1";
      const millis = `toInt64(floor(toDecimal128OrNull(if(match(${bare}, ${shape}), ${bare}, NULL), 9) * ${factor}))`;
      return `fromUnixTimestamp64Milli(${millis}, 'UTC')`;
    }
    case "pattern": {
      const head = format.tail === "" ? bare : `replaceRegexpOne(${bare}, ${literal.text(format.tail)}, '')`;
      const shaped = `if(match(${bare}, ${literal.text(format.shape)}), ${head}, NULL)`;
      const instant = `CAST(parseDateTime64InJodaSyntaxOrNull(${shaped}, ${literal.text(format.joda)}, 'UTC') AS Nullable(DateTime64(3, 'UTC')))`;
      const read = format.fraction ? `(${instant} + ${fractionSql(bare)})` : instant;
      return format.zoned
        ? `(${read} - ${offsetSql(bare)})`
        : instantOfWallSql(unconverted(lets.name(read)), timezone, namingOf(lets)).text;
    }
  }
}

/** The fraction of a second in milliseconds, cut at the third digit. */
function fractionSql(bare: string): string {
  const digits = `extract(${bare}, ${literal.text(String.raw`(\d+)\s*(?:Z|[+-]\d{2}:?\d{2})?$`)})`;
  return `toIntervalMillisecond(toInt32OrZero(rightPad(substring(${digits}, 1, 3), 3, '0')))`;
}

function offsetSql(bare: string): string {
  const offset = `extract(${bare}, ${literal.text(String.raw`([+-]\d{2}:?\d{2})$`)})`;
  const part = (from: number) => `toInt32OrZero(substring(${offset}, ${from}, 2))`;
  const seconds = `(${part(2)} * 3600 + toInt32OrZero(right(${offset}, 2)) * 60)`;
  return `toIntervalSecond(if(startsWith(${offset}, '-'), -${seconds}, ${seconds}))`;
}

/** Whether the store can keep an instant: it is in 1900–2299 in at least one time zone. NULL stays NULL. */
export function inRangeSql(instant: string): string {
  return `(${instant} BETWEEN ${literal.instant(FIRST_INSTANT)} AND ${literal.instant(LAST_INSTANT)})`;
}
