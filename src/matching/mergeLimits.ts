import { NO_LIMIT } from "../contract/index.ts";
import { type Platform, PREVIOUS } from "../identifiers/index.ts";
import { PLATFORM_KINDS, type PlatformKind } from "../kernel/index.ts";
import type { MergeLimits } from "./types.ts";

/**
 * A customer has one number of each platform (`number`). A number that links more than ten customers who have numbers of their own is a
 * default value, a branch or a clerk, whatever its text. A phone or address that links the accounts of two people may belong to a family:
 * it counts as one person's only while it is linked to one account of each platform.
 */
export const DEFAULT_LIMITS: MergeLimits = Object.freeze({
  number: { between: 10, holds: NO_LIMIT },
  account: { between: 2, holds: 5 },
  contact: { between: 1, holds: 5 },
  device: { between: 1, holds: 500 },
});

/** An identity with more links than this is shared in any case: it is no longer checked which of the linked identities are one customer. */
export const ALWAYS_SHARED_IDENTITIES = 100;

/** Whether kind `a` identifies a customer more reliably than kind `b`. */
export function isStronger(a: PlatformKind, b: PlatformKind): boolean {
  return PLATFORM_KINDS.indexOf(a) < PLATFORM_KINDS.indexOf(b);
}

/**
 * Whether an identity of `own` becomes shared when it links too many of `other`: `other` is a more reliable kind, or both are customer
 * numbers of different platforms.
 */
export function standsBetween(own: Platform, other: Platform): boolean {
  return isStronger(other.kind, own.kind) || (own.kind === "number" && other.kind === "number" && own.code !== other.code);
}

/**
 * How many customers an identity of `own` may link. The previous id of an `alias` call always links two: the user it was and the user it
 * became.
 */
export function betweenOf(own: Platform, limits: MergeLimits): number {
  const { between } = limits[own.kind];
  return own.code === PREVIOUS ? Math.max(2, between) : between;
}

/** How many identities of its own platform an identity may reach through other identities before it counts as shared (farReaching.ts). */
export function reachOf(own: Platform, limits: MergeLimits): number {
  return Math.max(limits.number.between, limits[own.kind].between);
}
