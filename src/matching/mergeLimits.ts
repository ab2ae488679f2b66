import { NO_LIMIT } from "../contract/index.ts";
import { type Platform, type PlatformKind, PREVIOUS } from "../identifiers/index.ts";
import type { MergeLimits } from "./types.ts";

/**
 * Two numbers of one platform clash. One that stands between more than ten customers with numbers of their own is a default value, a branch
 * or a clerk, whatever its text. A phone or an address that stands between two people's accounts may be a family's: believed to be one
 * person's only while it is seen with one account of each platform.
 */
export const DEFAULT_LIMITS: MergeLimits = Object.freeze({
  number: { between: 10, holds: NO_LIMIT },
  account: { between: 2, holds: 5 },
  contact: { between: 1, holds: 5 },
  device: { between: 1, holds: 500 },
});

/** Beyond so many, an identity is shared whoever those are: it need not be known any more which of them are one. */
export const ALWAYS_SHARED_IDENTITIES = 100;

const STRENGTH: Readonly<Record<PlatformKind, number>> = { number: 0, account: 1, contact: 2, device: 3 };

/** Whether identities of kind `a` say more of who somebody is than those of kind `b`. */
export function isStronger(a: PlatformKind, b: PlatformKind): boolean {
  return STRENGTH[a] < STRENGTH[b];
}

/** Whether one of `own` is shared when it stands between too many of `other`: more trusted ones, and numbers of another platform. */
export function standsBetween(own: Platform, other: Platform): boolean {
  return isStronger(other.kind, own.kind) || (own.kind === "number" && other.kind === "number" && own.code !== other.code);
}

/** Between how many one of `own` may stand. An id of before always stands between the user it was and the one it became. */
export function betweenOf(own: Platform, limits: MergeLimits): number {
  const { between } = limits[own.kind];
  return own.code === PREVIOUS ? Math.max(2, between) : between;
}

/** Through so many others of its own an identity may reach as many of its platform, before it is nobody's (farReaching.ts). */
export function reachOf(own: Platform, limits: MergeLimits): number {
  return Math.max(limits.number.between, limits[own.kind].between);
}
