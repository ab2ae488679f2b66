import { crc32 } from "node:zlib";
import type { Identity } from "../../contract/index.ts";
import { literal, sql, type Sql } from "../../engine/index.ts";
import { keyOf } from "../../matching/index.ts";

/**
 * The identity that brought a row, as a number of 32 bits. That is enough to tell the identities of one customer apart, its only use. 0
 * means unknown.
 */
export function originOf(identity: Identity): number {
  return crc32(keyOf(identity)) || 1;
}

/** The same in SQL, over expressions of a platform and an external id. */
export function originSql(platform: Sql, external: Sql): Sql {
  return sql`greatest(CRC32(concat(${platform}, ' ', ${external})), toUInt32(1))`;
}

/** Marks rows without a known origin after they moved to another customer, so that a later split can move them back. */
export function customerOrigin(customer: number): number {
  return crc32(`\n${customer}`) || 1;
}

/** The same in SQL. */
export function customerOriginSql(customer: Sql): Sql {
  return sql`greatest(CRC32(concat(${literal.text("\n")}, toString(${customer}))), toUInt32(1))`;
}
