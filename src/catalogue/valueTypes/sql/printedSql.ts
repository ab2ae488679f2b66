import { literal, sql, type Sql } from "../../../engine/index.ts";

/** `.123`, or nothing for a whole second. */
function millisSql(time: Sql): Sql {
  const millis = sql`positiveModulo(toUnixTimestamp64Milli(${time}), 1000)`;
  return sql`if(${millis} = 0, '', concat('.', leftPad(toString(${millis}), 3, '0')))`;
}

/**
 * A DateTime64(3) in a time zone, for people: only the day at midnight, milliseconds if there are any. An hour that occurs twice when
 * clocks change gets its offset.
 */
export function wallTimeSql(time: Sql, timezone: string): Sql {
  const seconds = sql`formatDateTime(${time}, '%Y-%m-%d %H:%i:%S')`;
  const clock = sql`concat(${seconds}, ${millisSql(time)})`;
  const short = sql`if(endsWith(${clock}, ' 00:00:00'), substring(${clock}, 1, 10), ${clock})`;
  const readBack = sql`toUnixTimestamp64Milli(parseDateTime64BestEffortOrNull(${clock}, 3, ${literal.text(timezone)}))`;
  return sql`if(ifNull(${readBack} != toUnixTimestamp64Milli(${time}), 0), ${exactTimeSql(time)}, ${short})`;
}

/** The same with its offset; in UTC if a historic offset has seconds: `2024-01-01T08:00:00.123+08:00`. */
export function exactTimeSql(time: Sql): Sql {
  const offset = sql`timeZoneOffset(${time})`;
  const utc = sql`concat(formatDateTime(toTimeZone(${time}, 'UTC'), '%Y-%m-%dT%H:%i:%S'), ${millisSql(time)}, 'Z')`;
  const minutes = sql`intDiv(abs(${offset}), 60)`;
  const two = (statement: Sql) => sql`leftPad(toString(${statement}), 2, '0')`;
  const signed = sql`concat(if(${offset} < 0, '-', '+'), ${two(sql`intDiv(${minutes}, 60)`)}, ':', ${two(sql`${minutes} % 60`)})`;
  const local = sql`concat(formatDateTime(${time}, '%Y-%m-%dT%H:%i:%S'), ${millisSql(time)}, ${signed})`;
  return sql`if(${offset} % 60 = 0, ${local}, ${utc})`;
}

/** A list for people, `露营、亲子`. JSON if an element contains a separator of imports. */
export function listSql(list: Sql): Sql {
  const plain = sql`arrayStringConcat(${list}, '、')`;
  const awkward = sql`arrayExists(x -> match(x, '[,;|，；、\\n\\r]'), ${list}) OR startsWith(${plain}, '[')`;
  return sql`if(${awkward}, toJSONString(${list}), ${plain})`;
}
