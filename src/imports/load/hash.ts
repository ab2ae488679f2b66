import { namedEventIdSql } from "../../customers/index.ts";
import { literal } from "../../engine/index.ts";
import type { ImportPlan, Target } from "../plan/importPlan.ts";

/**
 * The hash that makes two events the same, a UInt128. With an id: event name and id, as for messages. Without one: name, normalised
 * identities, time and mapped properties. Property names are hashed with their values, so their order in the mapping does not matter.
 * Values are hashed as stored, so 2.50 in CSV equals 2.5 in Parquet.
 */
export function hashSql(plan: ImportPlan): string {
  const event = eventOf(plan);
  if (plan.id) return namedEventIdSql(`ifNull(${event}, '')`, `ifNull(${plan.id.sql}, '')`);
  return `reinterpretAsUInt128(sipHash128(${contentSql(plan)}))`;
}

/**
 * A UInt64 hash of the content, to find other content under the same id. It is odd, because a hash of a program's message is even and
 * covers other fields.
 */
export function digestSql(plan: ImportPlan): string {
  return `bitOr(sipHash64(${contentSql(plan)}), 1)`;
}

function eventOf(plan: ImportPlan): string {
  return plan.event && "sql" in plan.event ? plan.event.sql : literal.text(plan.event?.constant ?? "");
}

function contentSql(plan: ImportPlan): string {
  const event = eventOf(plan);
  const identities = plan.identities.toSorted((a, b) => (a.platform < b.platform ? -1 : 1));
  const properties = plan.properties.filter(({ filled }) => filled !== true).toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const names = JSON.stringify([identities.map(({ platform }) => platform), properties.map(({ code, type }) => [code, type])]);
  // One concatenated text whose parts all have a known length. Hashing each part alone takes several times as long.
  const parts = [
    ...sized(literal.text(names)),
    ...sized(event),
    ...identities.flatMap(({ normal }) => sized(normal)),
    fixed(`toUnixTimestamp64Milli(ifNull(${plan.time!.sql}, toDateTime64(0, 3, 'UTC')))`),
    ...properties.flatMap(partsOf),
  ];
  return `concat(${parts.join(", ")})`;
}

/** A number that no stored number or instant has. */
const MISSING = "toInt64(-9223372036854775808)";

/** A value as bytes that contain their own length. A missing value differs from every present one. */
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

/** The id of an event that repeats others of the file: the same hash, with the number of the repetition. */
export function repeatedId(hash: string, ordinal: string): string {
  return `reinterpretAsUInt128(sipHash128(${hash}, ${ordinal}))`;
}
