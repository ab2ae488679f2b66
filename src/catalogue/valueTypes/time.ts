import { factsInstant, instantOfFacts, literal, sql, type Sql } from "../../engine/index.ts";
import { formatInstant, readInstant, readText } from "../../kernel/index.ts";
import { startOfDaySql } from "./sql/daySql.ts";
import { exactTimeSql, wallTimeSql } from "./sql/printedSql.ts";
import { fixedBytes, MISSING, single, type IncomingValue, type StoredType } from "./storedType.ts";

const READABLE = "^(19|2[0-2])[0-9]{2}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,3})?Z)?$";

export const timeStored: StoredType = {
  ...single("time", "DateTime64(3, 'UTC')"),
  read: instant,
  readText: instant,
  shown: (raw) => (raw === null ? null : formatInstant(instantOfFacts(String(raw)))),
  seen: (raw) => instantOfFacts(String(raw)),
  text: (value) => sql`toString(toUnixTimestamp64Milli(${value}))`,
  seenText: Number,
  typed: localSql,
  printed: (value, timezone) => wallTimeSql(localSql(value, timezone), timezone),
  exact: (value, timezone) => exactTimeSql(localSql(value, timezone)),
  written: (value) => sql`if(isNull(${value}), NULL, concat(replaceOne(toString(${value}), ' ', 'T'), 'Z'))`,
  fromText: (text) =>
    sql`if(match(ifNull(${text}, ''), ${literal.text(READABLE)}), parseDateTime64BestEffortOrNull(${text}, 3, 'UTC'), NULL)`,
  // A day becomes the midnight that begins it in the workspace's time zone.
  from: { date: startOfDaySql },
  bytes: (value) => [fixedBytes(sql`ifNull(toUnixTimestamp64Milli(${value}), ${MISSING})`)],
};

function localSql(value: Sql, timezone: string): Sql {
  return sql`toTimeZone(${value}, ${literal.text(timezone)})`;
}

function instant(value: IncomingValue, timezone: string): string | undefined {
  const read = typeof value === "string" ? readInstant(readText(value) ?? "", timezone) : undefined;
  return read === undefined ? undefined : factsInstant(read);
}
