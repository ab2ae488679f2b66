import { sql } from "../../engine/index.ts";
import { ExactNumber, readText } from "../../kernel/index.ts";
import { numberText } from "./number.ts";
import { single, sizedBytes, type IncomingValue, type StoredType } from "./storedType.ts";

export const textStored: StoredType = {
  ...single("text", "String"),
  keptBytes: 320,
  read: scalarText,
  readText: scalarText,
  text: (value) => sql`CAST(${value} AS Nullable(String))`,
  masked: (value, mask) => mask(value),
  printed: (value) => value,
  written: (value) => value,
  fromText: (text) => text,
  bytes: sizedBytes,
};

export function scalarText(value: IncomingValue): string | undefined {
  if (typeof value === "string") return readText(value);
  if (typeof value === "number") return Number.isFinite(value) ? (numberText(value) ?? String(value)) : undefined;
  if (typeof value === "boolean") return String(value);
  return value instanceof ExactNumber ? (numberText(value) ?? value.text) : undefined;
}
