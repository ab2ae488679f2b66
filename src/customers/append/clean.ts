import { ExactNumber, readText } from "../../kernel/index.ts";
import type { IncomingValue } from "../../catalogue/index.ts";

type Values = Readonly<Record<string, IncomingValue>>;

/**
 * Values as they are stored: texts in NFC without blanks and invisible marks at their ends; a blank text or a spreadsheet error becomes
 * null. This comes before event ids are computed, so that `"上海 "` and `"上海"` give the same event. Returns the same object when nothing
 * changes.
 */
export function cleanValues(values: Values): Values {
  let cleaned: Record<string, IncomingValue> | undefined;
  for (const key in values) {
    const value = values[key];
    const kept = cleanValue(value);
    if (kept === value) continue;
    // A plain object would lose a property that a sender calls __proto__.
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

/** Removes empty texts from a list: a null among texts would turn it into a list of mixed values. */
function cleanItems(items: readonly IncomingValue[]): readonly IncomingValue[] {
  const cleaned = items.flatMap((item) => {
    const kept = cleanValue(item);
    return kept === null && typeof item === "string" ? [] : [kept];
  });
  return cleaned.length !== items.length || cleaned.some((item, index) => item !== items[index]) ? cleaned : items;
}
