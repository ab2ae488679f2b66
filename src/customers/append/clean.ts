import { ExactNumber, readText } from "../../kernel/index.ts";
import type { IncomingValue } from "./messages.ts";

type Values = Readonly<Record<string, IncomingValue>>;

/**
 * Values as they are kept: texts in NFC without blanks and unseen marks at their ends; what is blank, or the error of a sheet, is null.
 * Before messages are told apart, so that `"上海 "` and `"上海"` are the same event. The same object where nothing is to be done.
 */
export function cleanValues(values: Values): Values {
  let cleaned: Record<string, IncomingValue> | undefined;
  for (const key in values) {
    const value = values[key];
    const kept = cleanValue(value);
    if (kept === value) continue;
    // Not by assignment: a sender may call a property __proto__.
    cleaned ??= Object.assign(Object.create(null) as Record<string, IncomingValue>, values);
    cleaned[key] = kept;
  }
  return cleaned ?? values;
}

function cleanValue(value: IncomingValue): IncomingValue {
  if (typeof value === "string") return value === "" ? value : (readText(value) ?? null);
  if (typeof value !== "object" || value === null || value instanceof ExactNumber) return value;
  if (!Array.isArray(value)) return cleanValues(value as Values);
  return cleanItems(value as readonly IncomingValue[]);
}

/** Of a list of texts only those that say something are left; null beside texts would make it a list of anything. */
function cleanItems(items: readonly IncomingValue[]): readonly IncomingValue[] {
  const cleaned = items.flatMap((item) => {
    const kept = cleanValue(item);
    return kept === null && typeof item === "string" ? [] : [kept];
  });
  return cleaned.length !== items.length || cleaned.some((item, index) => item !== items[index]) ? cleaned : items;
}
