import { sql } from "../../engine/index.ts";
import { ExactNumber, formatDecimal, parseSum, readNumber } from "../../kernel/index.ts";
import { fixedBytes, MISSING, single, type IncomingValue, type StoredType } from "./storedType.ts";

export const numberStored: StoredType = {
  ...single("number", "Decimal(18, 6)"),
  read: numberText,
  readText: numberText,
  seen: (raw) => parseSum(String(raw)),
  seenText: parseSum,
  // The fact store's own conversion reads 1.2.3 as a number.
  fromText: (text) => sql`if(match(ifNull(${text}, ''), '^-?[0-9]{1,12}([.][0-9]{1,6})?$'), toDecimal64OrNull(${text}, 6), NULL)`,
  bytes: (value) => [fixedBytes(sql`ifNull(reinterpretAsInt64(${value}), ${MISSING})`)],
};

const NUMBER_LIMIT = 1e12;
/** Text that is a decimal in the shortest form already, so it needs no conversion. */
const PLAIN = /^-?(0|[1-9]\d{0,11})(\.\d{0,5}[1-9])?$/;

export function numberText(value: IncomingValue): string | undefined {
  if (typeof value === "number" && Number.isInteger(value) && value > -NUMBER_LIMIT && value < NUMBER_LIMIT)
    return value === 0 ? "0" : String(value);
  if (typeof value !== "number" && typeof value !== "string" && !(value instanceof ExactNumber)) return undefined;
  const text = String(value);
  if (PLAIN.test(text) && text !== "-0") return text;
  const read = readNumber(text);
  return read.kind === "number" ? formatDecimal(read.value) : undefined;
}
