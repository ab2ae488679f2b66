import { literal, sql } from "../../engine/index.ts";
import { CANDIDATES, inRangeSql, instantOf, readTimeSql } from "../../mapping/index.ts";
import type { Guess, ImportedType } from "./importedType.ts";

/** Formats without a year, ambiguous ones and bare digits are times only if the mapping says so. */
const PLAIN_TIMES = CANDIDATES.filter(({ order }) => order === "ymd").map(({ format }) => format);
export const YEAR_FIRST = literal.text(String.raw`^\s*[0-9]{4}\s*[-/.年]`);

export const timeImported: ImportedType = {
  store(value, { format, timezone, lets }) {
    const time = instantOf(value, format, timezone, lets);
    return time && { sql: time.sql, faults: [...time.faults, { reason: "TIME_RANGE", when: sql`ifNull(NOT ${inRangeSql(time.sql)}, 0)` }] };
  },
  detects: "times",
  guess: {
    rough: ({ value: { sql: statement, loose } }, format) => [
      { against: loose === "any" && format ? sql`0` : sql`NOT match(${statement}, ${YEAR_FIRST})` },
    ],
    /** Each format in which the value may be a time. A typed text may only be ISO 8601. */
    exact({ value: { sql: statement, loose } }, format) {
      const formats = loose === "any" ? [...(format ? [format] : []), ...PLAIN_TIMES] : [PLAIN_TIMES[0]!];
      return formats.map((each): Guess => ({ format: each, against: sql`isNull(${readTimeSql(statement, each, "UTC")})` }));
    },
  },
};
