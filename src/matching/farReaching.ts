import { isStronger, reachOf } from "./mergeLimits.ts";
import type { Board } from "./solve.ts";
import type { IgnoredIdentity, MergeLimits } from "./types.ts";

/**
 * Identities that reach too many others of their own platform, each through a different identity: `user:guest`, which thousands of browsers
 * send before somebody signs in. Such an identity is shared, whatever its text, and the browsers stay with their users. A family that
 * shares one phone reaches many accounts through one identity, so it is not affected.
 */
export function farReaching(
  { platforms, platformAt }: Board,
  limits: MergeLimits,
  keys: readonly number[],
  neighbours: ReadonlyMap<number, readonly number[]>,
  sharedKeys: ReadonlySet<number>,
): IgnoredIdentity[] {
  const found: IgnoredIdentity[] = [];
  for (const key of keys) {
    const own = platforms[platformAt[key]!]!;
    if (sharedKeys.has(key) || (own.kind !== "number" && own.kind !== "account")) continue;
    const most = reachOf(own, limits);
    const reached = new Set<number>();
    let through = 0;
    for (const other of neighbours.get(key)!) {
      if (sharedKeys.has(other) || !isStronger(own.kind, platforms[platformAt[other]!]!.kind)) continue;
      const ends = neighbours.get(other)!.filter((end) => end !== key && platformAt[end] === platformAt[key] && !sharedKeys.has(end));
      if (ends.length > 0) through++;
      for (const end of ends) reached.add(end);
    }
    const count = Math.min(through, reached.size);
    if (count > most) found.push({ key, why: "shared", platform: own.code, count });
  }
  return found;
}
