import { bareDaySql } from "../../catalogue/index.ts";
import { literal, sql } from "../../engine/index.ts";
import { dateOf, isOfDays, readTimeSql } from "../../mapping/index.ts";
import type { Guess, ImportedType } from "./importedType.ts";
import { YEAR_FIRST } from "./time.ts";

/** A cell without a date format stores a day as a number. Among days such a number is a day; in a column of its own it is a number. */
const DAY_OR_DIGITS = literal.text(String.raw`^\s*(?:[0-9]{4}\s*[-/.年]|[0-9]{5}\s*$|[0-9]{8}\s*$)`);

export const dateImported: ImportedType = {
  store(value, { format, timezone, lets }) {
    const date = dateOf(value, format, timezone, lets);
    return date && { sql: date.sql, faults: date.faults };
  },
  detects: "days",
  guess: {
    rough: ({ value: { sql: statement, loose } }, format) => [
      { against: loose === "any" && format ? sql`0` : sql`NOT match(${statement}, ${DAY_OR_DIGITS})` },
    ],
    /** Days without a time of day. Each cell is read on its own; the mapping's format is used if it describes days. */
    exact({ value: { sql: statement, loose } }, format) {
      const plain = bareDaySql(sql`ifNull(${statement}, '')`);
      const guesses: Guess[] = [{ against: sql`isNull(${plain})`, needs: sql`match(${statement}, ${YEAR_FIRST})` }];
      if (loose === "any" && format && isOfDays(format))
        guesses.unshift({ format, against: sql`isNull(${plain}) AND isNull(${readTimeSql(statement, format, "UTC")})` });
      return guesses;
    },
  },
};
