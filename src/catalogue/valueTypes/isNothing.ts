import { isMissingWord, readText, valueTypeFacts, type ValueType } from "../../kernel/index.ts";
import type { IncomingValue } from "./storedType.ts";

/** Whether a value is empty for every type: null, undefined, a blank text or a spreadsheet error. */
export function isNothing(value: IncomingValue): boolean {
  return value === null || value === undefined || (typeof value === "string" && readText(value) === undefined);
}

/** Whether a value is empty for the type. For some types words such as 无, - and N/A are empty too. */
export function saysNothing(type: ValueType, value: IncomingValue): boolean {
  return valueTypeFacts(type).hasMissingWords && typeof value === "string" ? isMissingWord(value) : isNothing(value);
}
