import { literal, sql } from "../../engine/index.ts";
import { STORED_TYPES, type FieldType } from "../../catalogue/index.ts";
import { INLINE, type Lets, type TimeFormat, type Value } from "../../mapping/index.ts";
import { IMPORTED_TYPES } from "../valueTypes/index.ts";
import type { StoredSql } from "../valueTypes/importedType.ts";

/** A value as a column of the fact store. */
export interface Stored extends StoredSql {
  readonly kind: string;
}

/** A value as a catalogue type; undefined if it can never be one (a list as a number). */
export function storedAs(value: Value, type: FieldType, format: TimeFormat, timezone: string, lets: Lets): Stored | undefined {
  const { kind, single } = STORED_TYPES[type];
  if (value.type !== "members") {
    const stored = IMPORTED_TYPES[type].store(value, { format, timezone, lets });
    return stored && { ...stored, kind };
  }
  const element = IMPORTED_TYPES[type].store(value.element, { format, timezone, lets: INLINE });
  // A member of a list of objects cannot be a list.
  if (!element || kind === single) return undefined;
  return {
    sql: sql`arrayMap(x -> CAST(${element.sql} AS ${literal.type(kind)}), ${value.sql})`,
    kind: `Array(${kind})`,
    faults: [
      ...value.faults,
      ...element.faults.map(({ reason, when }) => ({ reason, when: sql`arrayExists(x -> (${when}), ${value.sql})` })),
    ],
    ...(element.rounded !== undefined && { rounded: sql`arrayExists(x -> ${element.rounded}, ${value.sql})` }),
  };
}

/** Treats an unreadable value as missing, if the mapping allows it. The row is still imported. */
export function tolerant(stored: Stored, unreadable: "skip" | "missing" | undefined): Stored {
  return unreadable === "missing" ? { ...stored, faults: stored.faults.filter(({ reason }) => !reason.endsWith("_UNREADABLE")) } : stored;
}
