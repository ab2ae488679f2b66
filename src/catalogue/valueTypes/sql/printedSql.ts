import { textLiteral as literal } from "../../../engine/index.ts";

/** `.123`, or nothing for a whole second. */
function millisSql(time: string): string {
  const millis = `positiveModulo(toUnixTimestamp64Milli(${time}), 1000)`;
  return `if(${millis} = 0, '', concat('.', leftPad(toString(${millis}), 3, '0')))`;
}

/**
 * A DateTime64(3) in a time zone, for people: only the day at midnight, milliseconds if there are any. An hour that occurs twice when
 * clocks change gets its offset.
 */
export function wallTimeSql(time: string, timezone: string): string {
  const seconds = `formatDateTime(${time}, '%Y-%m-%d %H:%i:%S')`;
  const clock = `concat(${seconds}, ${millisSql(time)})`;
  const short = `if(endsWith(${clock}, ' 00:00:00'), substring(${clock}, 1, 10), ${clock})`;
  const readBack = `toUnixTimestamp64Milli(parseDateTime64BestEffortOrNull(${clock}, 3, ${literal.text(timezone)}))`;
  return `if(ifNull(${readBack} != toUnixTimestamp64Milli(${time}), 0), ${exactTimeSql(time)}, ${short})`;
}

/** The same with its offset; in UTC if a historic offset has seconds: `2024-01-01T08:00:00.123+08:00`. */
export function exactTimeSql(time: string): string {
  const offset = `timeZoneOffset(${time})`;
  const utc = `concat(formatDateTime(toTimeZone(${time}, 'UTC'), '%Y-%m-%dT%H:%i:%S'), ${millisSql(time)}, 'Z')`;
  const minutes = `intDiv(abs(${offset}), 60)`;
  const two = (sql: string) => `leftPad(toString(${sql}), 2, '0')`;
  const signed = `concat(if(${offset} < 0, '-', '+'), ${two(`intDiv(${minutes}, 60)`)}, ':', ${two(`${minutes} % 60`)})`;
  const local = `concat(formatDateTime(${time}, '%Y-%m-%dT%H:%i:%S'), ${millisSql(time)}, ${signed})`;
  return `if(${offset} % 60 = 0, ${local}, ${utc})`;
}

/** A list for people, `露营、亲子`. JSON if an element contains a separator of imports. */
export function listSql(list: string): string {
  const plain = `arrayStringConcat(${list}, '、')`;
  const awkward = `arrayExists(x -> match(x, '[,;|，；、\\n\\r]'), ${list}) OR startsWith(${plain}, '[')`;
  return `if(${awkward}, toJSONString(${list}), ${plain})`;
}
