import { sql } from "../../engine/index.ts";
import { readBoolean } from "../../kernel/index.ts";
import { fixedBytes, single, type IncomingValue, type StoredType } from "./storedType.ts";

export const booleanStored: StoredType = {
  ...single("flag", "Bool"),
  // A consent that is granted and refused at the same instant counts as refused.
  latest(value, fits) {
    const last = sql`maxIf((at, isNotNull(${value}), NOT assumeNotNull(${value})), ${fits})`;
    return sql`if(${last}.2 = 1, toBool(NOT ${last}.3), NULL)`;
  },
  latestFirst: (value, among) => sql`if(${among}, ${value}, NULL) ASC NULLS LAST`,
  read: truth,
  readText: truth,
  seen: (raw) => raw === true || raw === 1,
  text: (value) => sql`toString(CAST(${value} AS Nullable(UInt8)))`,
  seenText: (text) => text === "1",
  fromText: (text) => sql`if(lower(ifNull(${text}, '')) IN ('true', 'false'), toBool(lower(${text}) = 'true'), NULL)`,
  bytes: (value) => [fixedBytes(sql`ifNull(toUInt8(${value}), toUInt8(2))`)],
};

/** Yes and no as in files: the words of both languages, and 1 and 0. */
function truth(value: IncomingValue): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const read = readBoolean(String(value));
  return read.kind === "boolean" ? read.value : undefined;
}
