import { sql, type Sql } from "../../../engine/index.ts";
import { filledParts, type Lets, numberOfColumn, type Value } from "../../../mapping/index.ts";
import { textCell } from "../../cells.ts";

/** An engine type without `Nullable(…)` and `LowCardinality(…)`. */
export function bareType(type: string): string {
  const inner = /^(?:Nullable|LowCardinality)\((.*)\)$/s.exec(type.trim())?.[1];
  return inner === undefined ? type.trim() : bareType(inner);
}

/** The type of a native column; undefined for types that no property has (maps and others). Those are read as JSON text. */
export function valueOfType(
  statement: Sql,
  type: string,
  { wall, odd }: { readonly wall: boolean; readonly odd: boolean },
  lets: Lets,
): Value {
  const bare = bareType(type);
  const nullable = sql`toNullable(${statement})`;
  if (bare === "String" || bare.startsWith("Enum")) return utf8(asString(statement, bare), odd, lets);
  if (bare.startsWith("FixedString")) return textCell(sql`toStringCutToZero(${statement})`, { loose: "nothing", odd: true }, lets);
  if (bare === "Bool") return { type: "boolean", sql: sql`toUInt8(${nullable})`, faults: [] };
  if (/^U?Int(?:8|16|32|64)$/.test(bare)) return numberOfColumn(nullable, "integer", lets);
  if (/^U?Int(?:128|256)$/.test(bare)) return numberOfColumn(nullable, "wide", lets);
  if (/^B?Float/.test(bare)) return numberOfColumn(nullable, "float", lets);
  if (bare.startsWith("Decimal")) return numberOfColumn(nullable, "decimal", lets);
  if (/^Date(?:32)?$/.test(bare))
    return { type: "date", sql: sql`CAST(${nullable} AS Nullable(Date32))`, text: sql`toString(${nullable})`, faults: [] };
  if (bare.startsWith("DateTime")) {
    // Nanoseconds are cut to milliseconds, not rounded.
    const millis = sql`toDateTime64(${nullable}, 3, 'UTC')`;
    return { type: "time", sql: millis, wall, text: sql`toString(${millis})`, faults: [] };
  }
  const element = /^Array\((.*)\)$/s.exec(bare)?.[1];
  if (element !== undefined && !/^(?:Array|Tuple|Map|Nested)/.test(bareType(element)))
    return { type: "list", sql: filledParts(sql`arrayMap(x -> ifNull(toString(x), ''), ${statement})`), faults: [] };
  return text(sql`nullIf(toJSONString(${statement}), 'null')`);
}

function asString(statement: Sql, bare: string): Sql {
  return bare === "String" ? sql`CAST(${statement} AS Nullable(String))` : sql`toString(toNullable(${statement}))`;
}

/** A string column may contain bytes that are not text. */
function utf8(raw: Sql, odd: boolean, lets: Lets): Value {
  const faults = [{ reason: "TEXT_INVALID", when: sql`NOT isValidUTF8(ifNull(${raw}, ''))` }] as const;
  return { ...textCell(raw, { loose: "time", odd }, lets), faults };
}

function text(statement: Sql): Value {
  return { type: "text", sql: statement, loose: "nothing", faults: [] };
}

/** The members of a Tuple type by name: `Tuple(a Int64, b Nullable(String))`. Undefined for other types. */
export function tupleMembers(type: string): ReadonlyMap<string, string> | undefined {
  const inner = /^Tuple\((.*)\)$/s.exec(bareType(type))?.[1];
  if (inner === undefined) return undefined;
  const members = new Map<string, string>();
  for (const part of splitTop(inner)) {
    const match = /^(?:`((?:[^`\\]|\\.)*)`|(\w+))\s+(.*)$/s.exec(part.trim());
    if (match) members.set((match[1] ?? match[2]!).replace(/\\(.)/g, "$1"), match[3]!);
  }
  return members;
}

/** Splits at commas outside brackets, quotes and back-ticks. */
function splitTop(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = "";
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (quote) {
      if (character === "\\") at++;
      else if (character === quote) quote = "";
    } else if (character === "'" || character === "`") quote = character;
    else if (character === "(") depth++;
    else if (character === ")") depth--;
    else if (character === "," && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}
