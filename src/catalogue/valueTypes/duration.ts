import { sql } from "../../engine/index.ts";
import { formatDecimal, formatDurationValue, parseSum, readDuration, readText } from "../../kernel/index.ts";
import { durationTextSql, readDurationSql } from "./sql/durationSql.ts";
import { fixedBytes, MISSING, single, type IncomingValue, type StoredType } from "./storedType.ts";

/** Stored in seconds. A number without a unit is refused: it may be seconds, minutes or milliseconds. */
export const durationStored: StoredType = {
  ...single("duration", "Decimal(18, 6)"),
  read: duration,
  readText: duration,
  shown: (raw) => (raw === null ? null : formatDurationValue(parseSum(String(raw)))),
  seen: (raw) => parseSum(String(raw)),
  seenText: parseSum,
  typed: durationTextSql,
  printed: durationTextSql,
  written: durationTextSql,
  fromText: readDurationSql,
  bytes: (value) => [fixedBytes(sql`ifNull(reinterpretAsInt64(${value}), ${MISSING})`)],
};

function duration(value: IncomingValue): string | undefined {
  const read = typeof value === "string" ? readDuration(readText(value) ?? "") : undefined;
  return read === undefined ? undefined : formatDecimal(read);
}
