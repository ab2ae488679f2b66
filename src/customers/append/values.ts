import { STORED_TYPES, type ColumnValue, type FieldType, type IncomingValue } from "../../catalogue/index.ts";
import { ExactNumber } from "../../kernel/index.ts";

/**
 * Converts a value to the type; undefined when it does not fit. `timezone` applies to times without an offset. Never called with an empty
 * value.
 */
export function columnValue(type: FieldType, value: IncomingValue, timezone: string): ColumnValue | undefined {
  return STORED_TYPES[type].read(value, timezone);
}

/** A value that does not fit, as text to keep. */
export function keptText(value: IncomingValue): string {
  if (typeof value === "number" || value instanceof ExactNumber) return String(value);
  return typeof value === "string" ? value.toWellFormed() : (JSON.stringify(value) ?? String(value)).toWellFormed();
}
