import type { FieldType } from "../../../catalogue/index.ts";
import { isMissingWord, readText } from "../../../kernel/index.ts";
import { columnValue, type ColumnValue } from "../../append/values.ts";
import type { Fate } from "./raws.ts";

/** Characters that people put between the entries of one cell. */
const BETWEEN = /[、|,;，；]/u;

/**
 * Reads a stored text as a type, as arriving values are read. For a list the text is split at separators; for a number 无, - and N/A mean
 * that there is none.
 */
export function readAs(type: FieldType, raw: string, timezone: string): { readonly fate: Fate; readonly value?: ColumnValue } {
  if (readText(raw) === undefined || (type !== "text" && type !== "list" && isMissingWord(raw))) return { fate: "missing" };
  const value = type === "list" ? entriesOf(raw) : columnValue(type, raw, timezone);
  return value === undefined || value.valueOf() === "" ? { fate: "unreadable" } : { fate: "readable", value };
}

function entriesOf(raw: string): string[] {
  return raw.split(BETWEEN).flatMap((entry) => readText(entry) ?? []);
}
