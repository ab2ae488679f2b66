import { fixedBytes, sizedBytes, STORED_TYPES } from "../../catalogue/index.ts";
import { namedEventIdSql } from "../../customers/index.ts";
import { literal, sql, type Sql } from "../../engine/index.ts";
import type { ImportPlan, Target } from "../plan/importPlan.ts";

/**
 * The hash that makes two events the same, a UInt128. With an id: event name and id, as for messages. Without one: name, normalised
 * identities, time and mapped properties. Property names are hashed with their values, so their order in the mapping does not matter.
 * Values are hashed as stored, so 2.50 in CSV equals 2.5 in Parquet.
 */
export function hashSql(plan: ImportPlan): Sql {
  const event = eventOf(plan);
  if (plan.id) return namedEventIdSql(sql`ifNull(${event}, '')`, sql`ifNull(${plan.id.sql}, '')`);
  return sql`reinterpretAsUInt128(sipHash128(${contentSql(plan)}))`;
}

/**
 * A UInt64 hash of the content, to find other content under the same id. It is odd, because a hash of a program's message is even and
 * covers other fields.
 */
export function digestSql(plan: ImportPlan): Sql {
  return sql`bitOr(sipHash64(${contentSql(plan)}), 1)`;
}

function eventOf(plan: ImportPlan): Sql {
  return plan.event && "sql" in plan.event ? plan.event.sql : literal.text(plan.event?.constant ?? "");
}

function contentSql(plan: ImportPlan): Sql {
  const event = eventOf(plan);
  const identities = plan.identities.toSorted((a, b) => (a.platform < b.platform ? -1 : 1));
  const properties = plan.properties.filter(({ filled }) => filled !== true).toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const names = JSON.stringify([identities.map(({ platform }) => platform), properties.map(({ code, type }) => [code, type])]);
  // One concatenated text whose parts all have a known length. Hashing each part alone takes several times as long.
  const parts = [
    ...sizedBytes(literal.text(names)),
    ...sizedBytes(event),
    ...identities.flatMap(({ normal }) => sizedBytes(normal)),
    fixedBytes(sql`toUnixTimestamp64Milli(ifNull(${plan.time!.sql}, toDateTime64(0, 3, 'UTC')))`),
    ...properties.flatMap(partsOf),
  ];
  return sql`concat(${sql.join(parts)})`;
}

/** A value as bytes that contain their own length. A missing value differs from every present one. */
function partsOf({ sql: statement, type, kind }: Target): Sql[] {
  const { bytes, kind: own } = STORED_TYPES[type];
  return kind === own ? bytes(statement) : sizedBytes(sql`toString(${statement})`);
}

/** The id of an event that repeats others of the file: the same hash, with the number of the repetition. */
export function repeatedId(hash: Sql, ordinal: Sql): Sql {
  return sql`reinterpretAsUInt128(sipHash128(${hash}, ${ordinal}))`;
}
