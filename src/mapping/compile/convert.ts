import { dayOfMidnightSql, instantOfWallSql, localDaySql, readDaySql, startOfDaySql } from "../../catalogue/index.ts";
import { literal, sql, type Sql } from "../../engine/index.ts";
import { readTimeSql } from "../time/sql.ts";
import type { TimeFormat } from "../time/format.ts";
import { booleanOf } from "./boolean.ts";
import { type Lets } from "./lets.ts";
import { numberOfText } from "./number.ts";
import { cleanSql } from "./text.ts";
import type { BooleanValue, DateValue, ListValue, NumberValue, TextValue, TimeValue, Value } from "./value.ts";
import { unreadSql } from "./words.ts";

/** A value as text. Undefined for lists. */
export function textOf(value: Value): TextValue | undefined {
  switch (value.type) {
    case "text":
      return value;
    case "number":
      return { type: "text", sql: value.text, loose: "nothing", faults: value.textFaults };
    case "date":
    case "time":
      return { type: "text", sql: value.text, loose: "nothing", faults: value.faults };
    case "boolean":
      return {
        type: "text",
        sql: sql`multiIf(${value.sql} = 1, 'true', ${value.sql} = 0, 'false', NULL)`,
        loose: "nothing",
        faults: value.faults,
      };
    case "list":
    case "members":
      return undefined;
  }
}

/** A value as a number. Undefined for a value that is not one. */
export function numberOf(value: Value, lets: Lets): NumberValue | undefined {
  switch (value.type) {
    case "number":
      return value;
    case "text":
      return numberOfText(value, lets);
    case "boolean":
    case "date":
    case "time":
    case "list":
    case "members":
      return undefined;
  }
}

/**
 * A value as a day. Each text is read on its own, in any unambiguous form; `format` reads ambiguous ones such as 31/1/2026. An instant at
 * midnight in the mapping's time zone or in UTC is that day; any other is the day on the clock of that zone.
 */
export function dateOf(value: Value, format: TimeFormat | undefined, timezone: string, lets: Lets): DateValue | undefined {
  switch (value.type) {
    case "date":
      return value;
    case "time":
      return { type: "date", sql: dayOfTimeSql(value, timezone, lets), text: value.text, faults: value.faults };
    case "text":
    case "number": {
      const text = value.type === "text" ? value.sql : value.text;
      const statement = lets.name(dayOfTextSql(text, format, timezone, lets));
      const clean = value.type === "text" ? value.clean : undefined;
      const fault = { reason: "DATE_UNREADABLE", when: unreadSql(text, statement, clean, lets) } as const;
      return { type: "date", sql: statement, text, faults: [...textOf(value)!.faults, fault] };
    }
    case "boolean":
    case "list":
    case "members":
      return undefined;
  }
}

function dayOfTextSql(text: Sql, format: TimeFormat | undefined, timezone: string, lets: Lets): Sql {
  const plain = readDaySql(text, timezone, lets);
  if (format === undefined || format.kind === "iso") return plain;
  return sql`coalesce(${plain}, ${localDaySql(readTimeSql(text, format, timezone, lets), timezone)})`;
}

function dayOfTimeSql({ sql: statement, wall }: TimeValue, timezone: string, lets: Lets): Sql {
  if (wall) return localDaySql(statement, "UTC");
  return sql`coalesce(${dayOfMidnightSql(statement, timezone, lets)}, ${dayOfMidnightSql(statement, "UTC", lets)}, ${localDaySql(statement, timezone)})`;
}

/** A value as an instant. Texts and numbers are read in `format`. Local clock times are in `timezone`. */
export function instantOf(value: Value, format: TimeFormat, timezone: string, lets: Lets): TimeValue | undefined {
  switch (value.type) {
    case "date":
      return {
        type: "time",
        sql: startOfDaySql(value.sql, timezone, lets),
        wall: false,
        text: value.text,
        faults: value.faults,
      };
    case "time":
      return value.wall ? { ...value, wall: false, sql: instantOfWallSql(value.sql, timezone, lets) } : value;
    case "text":
    case "number": {
      const text = value.type === "text" ? value.sql : value.text;
      const statement = lets.name(readTimeSql(text, format, timezone, lets));
      const clean = value.type === "text" ? value.clean : undefined;
      const fault = { reason: "TIME_UNREADABLE", when: unreadSql(text, statement, clean, lets) } as const;
      return { type: "time", sql: statement, wall: false, text, faults: [...textOf(value)!.faults, fault] };
    }
    case "boolean":
    case "list":
    case "members":
      return undefined;
  }
}

/** Usual separators between the words of a list. A JSON array is read too. */
const SEPARATORS = literal.text("[,;|，；、]");

/** A value as a list of texts: the parts between commas, semicolons and bars; a JSON array; or one text. */
export function listOf(value: Value): ListValue | undefined {
  if (value.type === "list") return value;
  const text = textOf(value);
  if (!text) return undefined;
  const content = sql`ifNull(${text.sql}, '')`;
  const parts = sql`if(startsWith(trimBoth(${content}), '[') AND isValidJSON(${content}), JSONExtract(${content}, 'Array(String)'), splitByRegexp(${SEPARATORS}, ${content}))`;
  return { type: "list", sql: filledParts(parts), faults: text.faults };
}

/** The parts (Array(String)) as they are stored, without empty ones. */
export function filledParts(parts: Sql): Sql {
  return sql`arrayFilter(x -> notEmpty(x), arrayMap(x -> ${cleanSql(sql`x`)}, ${parts}))`;
}

export function conditionOf(value: Value, lets: Lets): BooleanValue | undefined {
  return value.type === "boolean" ? value : value.type === "text" && value.loose !== "nothing" ? booleanOf(value, lets) : undefined;
}
