import type { Platform } from "../identifiers/index.ts";
import { betweenOf, ALWAYS_SHARED_IDENTITIES, standsBetween } from "./mergeLimits.ts";
import type { IgnoredIdentity, MergeLimits, Link } from "./types.ts";

/** How many distinct keys of each platform every key is linked to. */
export interface Degrees {
  /** @param platform index in the list of platforms */
  of(key: number, platform: number): number;
}

/** @param links distinct pairs */
export function degreesOf(keys: number, platforms: readonly Platform[], platformAt: ArrayLike<number>, links: readonly Link[]): Degrees {
  const width = platforms.length;
  const counts = new Uint32Array(keys * width);
  for (const { a, b, decision } of links) {
    if (decision !== 0) continue;
    counts[a * width + platformAt[b]!]!++;
    counts[b * width + platformAt[a]!]!++;
  }
  return { of: (key, platform) => counts[key * width + platform]! };
}

/**
 * The limit that a key of `own` exceeds with `count` linked keys of `other`, even if some of those keys are one customer. Undefined when no
 * limit is exceeded, or when it depends on how many customers those keys are.
 */
export function excess(own: Platform, other: Platform, count: number, limits: MergeLimits): IgnoredIdentity["why"] | undefined {
  if (standsBetween(own, other)) return count > Math.max(ALWAYS_SHARED_IDENTITIES, betweenOf(own, limits)) ? "shared" : undefined;
  return count > limits[other.kind].holds ? "many" : undefined;
}

/** Whether the number of linked keys exceeds no limit, even if each of them is a different customer. */
export function isWithinLimit(own: Platform, other: Platform, count: number, limits: MergeLimits): boolean {
  return standsBetween(own, other) ? count <= betweenOf(own, limits) : count <= limits[other.kind].holds;
}
