import { readBoolean } from "../../kernel/index.ts";
import { fixedBytes, single, type IncomingValue, type StoredType } from "./storedType.ts";

export const booleanStored: StoredType = {
  ...single("flag", "Bool"),
  // A consent that is granted and refused at the same instant counts as refused.
  latest(value, fits) {
    const last = `maxIf((at, isNotNull(${value}), NOT assumeNotNull(${value})), ${fits})`;
    return `if(${last}.2 = 1, toBool(NOT ${last}.3), NULL)`;
  },
  latestFirst: (value, among) => `if(${among}, ${value}, NULL) ASC NULLS LAST`,
  read: truth,
  readText: truth,
  seen: (raw) => raw === true || raw === 1,
  text: (value) => `toString(CAST(${value} AS Nullable(UInt8)))`,
  seenText: (text) => text === "1",
  fromText: (text) => `if(lower(ifNull(${text}, '')) IN ('true', 'false'), toBool(lower(${text}) = 'true'), NULL)`,
  bytes: (value) => [fixedBytes(`ifNull(toUInt8(${value}), toUInt8(2))`)],
};

/** Yes and no as in files: the words of both languages, and 1 and 0. */
function truth(value: IncomingValue): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const read = readBoolean(String(value));
  return read.kind === "boolean" ? read.value : undefined;
}
