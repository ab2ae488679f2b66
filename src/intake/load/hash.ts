import { literal } from "../../engine/index.ts";
import type { Plan, Target } from "../plan/plan.ts";

/**
 * What makes an event the same event, as UInt128: the id that the file gives it; else its name, its identities in their one form,
 * its time and its properties as mapped. Names enter with the values, so the order of a mapping does not matter; values enter as
 * they are stored, so 2.50 in CSV and 2.5 in Parquet are the same.
 */
export function hashSql(plan: Plan): string {
  if (plan.id) return `reinterpretAsUInt128(sipHash128(ifNull(${plan.id.sql}, '')))`;
  const identities = plan.identities.toSorted((a, b) => (a.platform < b.platform ? -1 : 1));
  const properties = plan.properties.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const names = JSON.stringify([identities.map(({ platform }) => platform), properties.map(({ code, type }) => [code, type])]);
  const event = plan.event && "sql" in plan.event ? `ifNull(${plan.event.sql}, '')` : literal.text(plan.event?.constant ?? "");
  const parts = [
    literal.text(names),
    event,
    ...identities.map(({ column }) => column),
    `toUnixTimestamp64Milli(ifNull(${plan.time!.sql}, toDateTime64(0, 3, 'UTC')))`,
    ...properties.map(partOf),
  ];
  return `reinterpretAsUInt128(sipHash128(${parts.join(", ")}))`;
}

/** A value that is never NULL, missing told apart from every value there can be. */
function partOf({ sql, type, kind }: Target): string {
  if (kind.startsWith("Array")) return `tuple(${sql})`;
  switch (type) {
    case "text":
      return `ifNull(${sql}, '')`;
    case "number":
      return `ifNull(toDecimal128(${sql}, 6), toDecimal128('-1000000000000', 6))`;
    case "boolean":
      return `ifNull(toUInt8(${sql}), 2)`;
    case "time":
      return `ifNull(toUnixTimestamp64Milli(${sql}), toInt64(-9223372036854775808))`;
    case "list":
      return sql;
  }
}

/** The id of an event that repeats others of the same file: the same hash, and which one of them it is. */
export function repeatedId(hash: string, ordinal: string): string {
  return `reinterpretAsUInt128(sipHash128(${hash}, ${ordinal}))`;
}
