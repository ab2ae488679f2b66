import { dayOfMidnightSql, instantOfWallSql, localDaySql, readDaySql, startOfDaySql } from "../../catalogue/index.ts";
import { textLiteral as literal, unconverted } from "../../engine/index.ts";
import { readTimeSql } from "../time/sql.ts";
import type { TimeFormat } from "../time/format.ts";
import { booleanOf } from "./boolean.ts";
import { namingOf, type Lets } from "./lets.ts";
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
        sql: `multiIf(${value.sql} = 1, 'true', ${value.sql} = 0, 'false', NULL)`,
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
      const sql = lets.name(dayOfTextSql(text, format, timezone, lets));
      const clean = value.type === "text" ? value.clean : undefined;
      const fault = { reason: "DATE_UNREADABLE", when: unreadSql(text, sql, clean, lets) } as const;
      return { type: "date", sql, text, faults: [...textOf(value)!.faults, fault] };
    }
    case "boolean":
    case "list":
    case "members":
      return undefined;
  }
}

function dayOfTextSql(text: string, format: TimeFormat | undefined, timezone: string, lets: Lets): string {
  const plain = readDaySql(unconverted(text), timezone, namingOf(lets));
  if (format === undefined || format.kind === "iso") return plain.text;
  return `coalesce(${plain}, ${localDaySql(unconverted(readTimeSql(text, format, timezone, lets)), timezone)})`;
}

function dayOfTimeSql({ sql, wall }: TimeValue, timezone: string, lets: Lets): string {
  if (wall) return localDaySql(unconverted(sql), "UTC").text;
  return `coalesce(${dayOfMidnightSql(unconverted(sql), timezone, namingOf(lets))}, ${dayOfMidnightSql(unconverted(sql), "UTC", namingOf(lets))}, ${localDaySql(unconverted(sql), timezone)})`;
}

/** A value as an instant. Texts and numbers are read in `format`. Local clock times are in `timezone`. */
export function instantOf(value: Value, format: TimeFormat, timezone: string, lets: Lets): TimeValue | undefined {
  switch (value.type) {
    case "date":
      return {
        type: "time",
        sql: startOfDaySql(unconverted(value.sql), timezone, namingOf(lets)).text,
        wall: false,
        text: value.text,
        faults: value.faults,
      };
    case "time":
      return value.wall ? { ...value, wall: false, sql: instantOfWallSql(unconverted(value.sql), timezone, namingOf(lets)).text } : value;
    case "text":
    case "number": {
      const text = value.type === "text" ? value.sql : value.text;
      const sql = lets.name(readTimeSql(text, format, timezone, lets));
      const clean = value.type === "text" ? value.clean : undefined;
      const fault = { reason: "TIME_UNREADABLE", when: unreadSql(text, sql, clean, lets) } as const;
      return { type: "time", sql, wall: false, text, faults: [...textOf(value)!.faults, fault] };
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
  const content = `ifNull(${text.sql}, '')`;
  const parts = `if(startsWith(trimBoth(${content}), '[') AND isValidJSON(${content}), JSONExtract(${content}, 'Array(String)'), splitByRegexp(${SEPARATORS}, ${content}))`;
  return { type: "list", sql: filledParts(parts), faults: text.faults };
}

/** The parts (Array(String)) as they are stored, without empty ones. */
export function filledParts(parts: string): string {
  return `arrayFilter(x -> notEmpty(x), arrayMap(x -> ${cleanSql("x")}, ${parts}))`;
}

export function conditionOf(value: Value, lets: Lets): BooleanValue | undefined {
  return value.type === "boolean" ? value : value.type === "text" && value.loose !== "nothing" ? booleanOf(value, lets) : undefined;
}
