import type { FieldType } from "../../catalogue/index.ts";
import {
  booleanOf,
  cleanSql,
  dateOf,
  INLINE,
  inRangeSql,
  instantOf,
  type Lets,
  listOf,
  numberOf,
  type RowFault,
  storedNumber,
  textOf,
  type TimeFormat,
  type Value,
} from "../../mapping/index.ts";

/** A value as a column of the fact store. */
export interface Stored {
  readonly sql: string;
  readonly kind: string;
  readonly faults: readonly RowFault[];
  /** SQL of UInt8: the number had more than six decimals and was rounded. */
  readonly rounded?: string;
}

const KIND: Record<FieldType, string> = {
  text: "Nullable(String)",
  number: "Nullable(Decimal(18, 6))",
  boolean: "Nullable(Bool)",
  date: "Nullable(Date32)",
  time: "Nullable(DateTime64(3, 'UTC'))",
  list: "Array(String)",
};

/** A value as a catalogue type; undefined if it can never be one (a list as a number). */
export function storedAs(value: Value, type: FieldType, format: TimeFormat, timezone: string, lets: Lets): Stored | undefined {
  if (value.type !== "members") return storedScalar(value, type, format, timezone, lets);
  const element = storedScalar(value.element, type, format, timezone, INLINE);
  if (!element || type === "list") return undefined;
  return {
    sql: `arrayMap(x -> CAST(${element.sql} AS ${KIND[type]}), ${value.sql})`,
    kind: `Array(${KIND[type]})`,
    faults: [...value.faults, ...element.faults.map(({ reason, when }) => ({ reason, when: `arrayExists(x -> (${when}), ${value.sql})` }))],
    ...(element.rounded !== undefined && { rounded: `arrayExists(x -> ${element.rounded}, ${value.sql})` }),
  };
}

function storedScalar(value: Value, type: FieldType, format: TimeFormat, timezone: string, lets: Lets): Stored | undefined {
  const kind = KIND[type];
  switch (type) {
    case "text": {
      const text = textOf(value);
      return text && { sql: text.clean ? text.sql : `nullIf(${cleanSql(text.sql)}, '')`, kind, faults: text.faults };
    }
    case "number": {
      const number = numberOf(value, lets);
      if (!number) return undefined;
      const { sql, rounded, tooLarge } = storedNumber(number.sql, lets);
      return { sql, kind, faults: [...number.faults, { reason: "NUMBER_RANGE", when: tooLarge }], rounded };
    }
    case "boolean": {
      const boolean = booleanOf(value, lets);
      return boolean && { sql: `CAST(${boolean.sql} AS Nullable(Bool))`, kind, faults: boolean.faults };
    }
    case "date": {
      const date = dateOf(value, format, timezone, lets);
      return date && { sql: date.sql, kind, faults: date.faults };
    }
    case "time": {
      const time = instantOf(value, format, timezone, lets);
      return (
        time && { sql: time.sql, kind, faults: [...time.faults, { reason: "TIME_RANGE", when: `ifNull(NOT ${inRangeSql(time.sql)}, 0)` }] }
      );
    }
    case "list": {
      const list = listOf(value);
      return list && { sql: list.sql, kind, faults: list.faults };
    }
  }
}

const UNREADABLE: ReadonlySet<string> = new Set(["NUMBER_UNREADABLE", "BOOLEAN_UNREADABLE", "DATE_UNREADABLE", "TIME_UNREADABLE"]);

/** Treats an unreadable value as missing, if the mapping allows it. The row is still imported. */
export function tolerant(stored: Stored, unreadable: "skip" | "missing" | undefined): Stored {
  return unreadable === "missing" ? { ...stored, faults: stored.faults.filter(({ reason }) => !UNREADABLE.has(reason)) } : stored;
}
