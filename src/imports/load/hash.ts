import { namedEventIdSql } from "../../customers/index.ts";
import { literal } from "../../engine/index.ts";
import type { Plan, Target } from "../plan/plan.ts";

/**
 * What makes an event the same event, as UInt128: its name and the id that the file gives it, as of a message; else its name, its identities in their one form,
 * its time and its properties as mapped. Names enter with the values, so the order of a mapping does not matter; values enter as
 * they are stored, so 2.50 in CSV and 2.5 in Parquet are the same.
 */
export function hashSql(plan: Plan): string {
  const event = eventOf(plan);
  if (plan.id) return namedEventIdSql(`ifNull(${event}, '')`, `ifNull(${plan.id.sql}, '')`);
  return `reinterpretAsUInt128(sipHash128(${contentSql(plan)}))`;
}

/** What tells other words under one id, as UInt64; odd, for a program's are even and say other fields. */
export function digestSql(plan: Plan): string {
  return `bitOr(sipHash64(${contentSql(plan)}), 1)`;
}

function eventOf(plan: Plan): string {
  return plan.event && "sql" in plan.event ? plan.event.sql : literal.text(plan.event?.constant ?? "");
}

function contentSql(plan: Plan): string {
  const event = eventOf(plan);
  const identities = plan.identities.toSorted((a, b) => (a.platform < b.platform ? -1 : 1));
  const properties = plan.properties.filter(({ filled }) => filled !== true).toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const names = JSON.stringify([identities.map(({ platform }) => platform), properties.map(({ code, type }) => [code, type])]);
  // One text for all, every part of known length: hashing the parts one by one costs several times as much.
  const parts = [
    ...sized(literal.text(names)),
    ...sized(event),
    ...identities.flatMap(({ normal }) => sized(normal)),
    fixed(`toUnixTimestamp64Milli(ifNull(${plan.time!.sql}, toDateTime64(0, 3, 'UTC')))`),
    ...properties.flatMap(partsOf),
  ];
  return `concat(${parts.join(", ")})`;
}

/** What no stored number or instant is. */
const MISSING = "toInt64(-9223372036854775808)";

/** A value in bytes that say where they end, missing told apart from every value there can be. */
function partsOf({ sql, type, kind }: Target): string[] {
  if (kind.startsWith("Array")) return sized(`toString(${sql})`);
  switch (type) {
    case "text":
    case "list":
      return sized(sql);
    case "number":
      return [fixed(`ifNull(reinterpretAsInt64(${sql}), ${MISSING})`)];
    case "boolean":
      return [fixed(`ifNull(toUInt8(${sql}), toUInt8(2))`)];
    case "date":
      return [fixed(`ifNull(toInt64(toInt32(${sql})), ${MISSING})`)];
    case "time":
      return [fixed(`ifNull(toUnixTimestamp64Milli(${sql}), ${MISSING})`)];
  }
}

function sized(text: string): string[] {
  const present = `ifNull(${text}, '')`;
  return [fixed(`toUInt32(length(${present}))`), present];
}

function fixed(number: string): string {
  return `reinterpretAsFixedString(${number})`;
}

/** The id of an event that repeats others of the same file: the same hash, and which one of them it is. */
export function repeatedId(hash: string, ordinal: string): string {
  return `reinterpretAsUInt128(sipHash128(${hash}, ${ordinal}))`;
}
