import type { FieldType } from "../../catalogue/index.ts";
import { factsInstant } from "../../engine/index.ts";
import { ExactNumber, formatDecimal, isMissingWord, readBoolean, readDay, readInstant, readNumber, readText } from "../../kernel/index.ts";
import type { IncomingValue } from "./messages.ts";

/** A value in the form of a column of the fact store: decimals, dates and instants are text. */
export type ColumnValue = string | boolean | string[];

/**
 * Converts a value to the type; undefined when it does not fit. `timezone` applies to times without an offset. Never called with an empty
 * value.
 */
export function columnValue(type: FieldType, value: IncomingValue, timezone: string): ColumnValue | undefined {
  switch (type) {
    case "text":
      return scalarText(value);
    case "number":
      return numberText(value);
    case "boolean":
      return truth(value);
    case "date":
      return typeof value === "string" || typeof value === "number" ? readDay(readText(String(value)) ?? "", timezone) : undefined;
    case "time": {
      const instant = typeof value === "string" ? readInstant(readText(value) ?? "", timezone) : undefined;
      return instant === undefined ? undefined : factsInstant(instant);
    }
    case "list":
      return texts(value);
  }
}

function scalarText(value: IncomingValue): string | undefined {
  switch (typeof value) {
    case "string":
      return readText(value);
    case "number":
      return Number.isFinite(value) ? (numberText(value) ?? String(value)) : undefined;
    case "boolean":
      return String(value);
    default:
      return value instanceof ExactNumber ? (numberText(value) ?? value.text) : undefined;
  }
}

const NUMBER_LIMIT = 1e12;
/** Text that is a decimal in the shortest form already, so it needs no conversion. */
const PLAIN = /^-?(0|[1-9]\d{0,11})(\.\d{0,5}[1-9])?$/;

function numberText(value: IncomingValue): string | undefined {
  if (typeof value === "number" && Number.isInteger(value) && value > -NUMBER_LIMIT && value < NUMBER_LIMIT)
    return value === 0 ? "0" : String(value);
  if (typeof value !== "number" && typeof value !== "string" && !(value instanceof ExactNumber)) return undefined;
  const text = String(value);
  if (PLAIN.test(text) && text !== "-0") return text;
  const read = readNumber(text);
  return read.kind === "number" ? formatDecimal(read.value) : undefined;
}

/** Yes and no as in files: the words of both languages, and 1 and 0. */
function truth(value: IncomingValue): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const read = readBoolean(String(value));
  return read.kind === "boolean" ? read.value : undefined;
}

function texts(value: IncomingValue): string[] | undefined {
  const items = (Array.isArray(value) ? (value as readonly IncomingValue[]) : [value]).filter((item) => !isNothing(item));
  const result = items.filter((item) => typeof item !== "string" || readText(item) !== undefined).map(scalarText);
  return result.every((item) => item !== undefined) ? result : undefined;
}

/** Whether a value is empty for every type: null, undefined, a blank text or a spreadsheet error. */
export function isNothing(value: IncomingValue): boolean {
  return value === null || value === undefined || (typeof value === "string" && readText(value) === undefined);
}

/** Whether a value is empty for the type. For types other than text and list, words such as 无, - and N/A are empty too. */
export function saysNothing(type: FieldType, value: IncomingValue): boolean {
  if (type === "text" || type === "list" || typeof value !== "string") return isNothing(value);
  return isMissingWord(value);
}

/** A value that does not fit, as text to keep. */
export function keptText(value: IncomingValue): string {
  if (typeof value === "number" || value instanceof ExactNumber) return String(value);
  return typeof value === "string" ? value.toWellFormed() : (JSON.stringify(value) ?? String(value)).toWellFormed();
}
