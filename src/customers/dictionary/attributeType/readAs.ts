import { saysNothing, STORED_TYPES, type ColumnValue, type FieldType } from "../../../catalogue/index.ts";
import { readText } from "../../../kernel/index.ts";
import type { Fate } from "./raws.ts";

/**
 * Reads a stored text as a type, as arriving values are read. For a list the text is split at separators; for a number 无, - and N/A mean
 * that there is none.
 */
export function readAs(type: FieldType, raw: string, timezone: string): { readonly fate: Fate; readonly value?: ColumnValue } {
  if (readText(raw) === undefined || saysNothing(type, raw)) return { fate: "missing" };
  const value = STORED_TYPES[type].readText(raw, timezone);
  return value === undefined || value.valueOf() === "" ? { fate: "unreadable" } : { fate: "readable", value };
}
