import { sql } from "../../engine/index.ts";
import { readDay, readText } from "../../kernel/index.ts";
import { dayOfMidnightSql, readDaySql } from "./sql/daySql.ts";
import { fixedBytes, MISSING, single, type IncomingValue, type StoredType } from "./storedType.ts";

export const dateStored: StoredType = {
  ...single("date", "Date32"),
  read: day,
  readText: day,
  fromText: readDaySql,
  // An instant that is no midnight in the workspace's time zone cannot become a day.
  from: { time: dayOfMidnightSql },
  bytes: (value) => [fixedBytes(sql`ifNull(toInt64(toInt32(${value})), ${MISSING})`)],
};

function day(value: IncomingValue, timezone: string): string | undefined {
  return typeof value === "string" || typeof value === "number" ? readDay(readText(String(value)) ?? "", timezone) : undefined;
}
