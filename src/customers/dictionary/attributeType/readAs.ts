import type { FieldType } from "../../../catalogue/index.ts";
import { isMissingWord, readText } from "../../../kernel/index.ts";
import { columnValue, type ColumnValue } from "../../append/values.ts";
import type { Fate } from "./raws.ts";

/** What people put between the entries of one cell. */
const BETWEEN = /[、|,;，；]/u;

/** A kept text as a type: by the readers of arriving values. A text as a list is cut where people cut; 无, - and N/A are no number. */
export function readAs(type: FieldType, raw: string, timezone: string): { readonly fate: Fate; readonly value?: ColumnValue } {
  if (readText(raw) === undefined || (type !== "text" && type !== "list" && isMissingWord(raw))) return { fate: "missing" };
  const value = type === "list" ? entriesOf(raw) : columnValue(type, raw, timezone);
  return value === undefined || value.valueOf() === "" ? { fate: "unreadable" } : { fate: "readable", value };
}

function entriesOf(raw: string): string[] {
  return raw.split(BETWEEN).flatMap((entry) => readText(entry) ?? []);
}
