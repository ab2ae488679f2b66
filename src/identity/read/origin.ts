import { crc32 } from "node:zlib";
import type { Identity } from "../../contract/index.ts";
import { literal } from "../../engine/index.ts";
import { keyOf } from "../../matching/index.ts";

/**
 * The identity that brought a row, as a number of 32 bits: enough to tell apart the identities of one customer, which is all it is asked
 * for. 0 stands for unknown.
 */
export function originOf(identity: Identity): number {
  return crc32(keyOf(identity)) || 1;
}

/** The same in SQL, over expressions of a platform and an external id. */
export function originSql(platform: string, external: string): string {
  return `greatest(CRC32(concat(${platform}, ' ', ${external})), toUInt32(1))`;
}

/** Stands for the rows that a customer had without a known origin, once they have gone along to another customer. */
export function customerOrigin(customer: number): number {
  return crc32(`\n${customer}`) || 1;
}

/** The same in SQL. */
export function customerOriginSql(customer: string): string {
  return `greatest(CRC32(concat(${literal.text("\n")}, toString(${customer}))), toUInt32(1))`;
}
