import { compareTrust } from "../identifiers/index.ts";
import { betweenOf, standsBetween } from "./mergeLimits.ts";
import { constrainedSets, type ConstrainedSets } from "./constrainedSets.ts";
import { excess } from "./degrees.ts";
import { farReaching } from "./farReaching.ts";
import type { Board } from "./solve.ts";
import type { IgnoredIdentity, MergeLimits, Clash, Link } from "./types.ts";

export interface Untangled {
  readonly rootOf: (key: number) => number;
  readonly ignored: readonly IgnoredIdentity[];
  readonly clashes: readonly Clash[];
}

/**
 * Solves one component with conflicts. Decisions of people come first. Then platforms are added from the most trusted to the least: a key
 * joins the sets of its more trusted neighbours, unless it is linked to too many of them. A link that would join two strong ids of one
 * platform is not used. Every choice depends on trust and text only, so the same links always give the same customers.
 */
export function solveComponent(board: Board, limits: MergeLimits, component: readonly number[], links: readonly Link[]): Untangled {
  const { keys, platforms, platformAt, degrees } = board;
  const byTrust = (a: number, b: number) => compareTrust(keys[a]!, keys[b]!);
  const sorted = component.toSorted(byTrust);
  const groups = constrainedSets(board, sorted, links);

  const ignored: IgnoredIdentity[] = [];
  const sharedKeys = new Set<number>();
  const ignoredLinks = new Set<string>();
  for (const key of sorted) {
    const own = platforms[platformAt[key]!]!;
    for (const [place, other] of platforms.entries()) {
      const count = degrees.of(key, place);
      const why = count === 0 ? undefined : excess(own, other, count, limits);
      if (why === undefined) continue;
      ignored.push({ key, why, platform: other.code, count });
      if (why === "shared") sharedKeys.add(key);
      else ignoredLinks.add(`${key} ${place}`);
    }
  }

  const neighbours = new Map<number, number[]>(sorted.map((key) => [key, []]));
  for (const { a, b, decision } of links) {
    if (decision !== 0 || ignoredLinks.has(`${a} ${platformAt[b]!}`) || ignoredLinks.has(`${b} ${platformAt[a]!}`)) continue;
    neighbours.get(a)!.push(b);
    neighbours.get(b)!.push(a);
  }
  for (const far of farReaching(board, limits, sorted, neighbours, sharedKeys)) {
    sharedKeys.add(far.key);
    ignored.push(far);
  }
  const clashes: Clash[] = [];
  for (const layer of layersOf(sorted, platformAt)) {
    const [first] = layer;
    const own = platformAt[first!]!;
    // The limit is checked for all keys of a platform before any of them joins a set. Otherwise the result would depend on the order of
    // keys.
    for (const key of layer) {
      const shared = sharedKeys.has(key) ? undefined : sharedBy(board, limits, groups, key, neighbours.get(key)!, sharedKeys);
      if (!shared) continue;
      sharedKeys.add(key);
      ignored.push({ key, why: "shared", ...shared });
    }
    const joinNeighbours = (key: number, rank: (other: number) => boolean) => {
      if (sharedKeys.has(key)) return;
      for (const other of neighbours.get(key)!.filter(rank).toSorted(byTrust)) {
        if (sharedKeys.has(other)) continue;
        const clash = groups.join(key, other);
        if (clash) clashes.push({ ...clash, a: key, b: other });
      }
    };
    for (const key of layer) joinNeighbours(key, (other) => platformAt[other] !== own && byTrust(other, key) < 0);
    for (const key of layer) joinNeighbours(key, (other) => platformAt[other] === own && byTrust(other, key) < 0);
  }
  return { rootOf: groups.root, ignored, clashes };
}

/** Keys grouped by platform, the most trusted platform first. */
function layersOf(sorted: readonly number[], platformAt: ArrayLike<number>): number[][] {
  const layers = new Map<number, number[]>();
  for (const key of sorted) {
    const layer = layers.get(platformAt[key]!);
    if (layer) layer.push(key);
    else layers.set(platformAt[key]!, [key]);
  }
  return [...layers.values()];
}

/**
 * The platform of which the key is linked to more customers than its limit allows, and how many. Keys that are already one customer count
 * once.
 */
function sharedBy(
  { platforms, platformAt }: Board,
  limits: MergeLimits,
  groups: ConstrainedSets,
  key: number,
  neighbours: readonly number[],
  sharedKeys: ReadonlySet<number>,
): { platform: string; count: number } | undefined {
  const own = platforms[platformAt[key]!]!;
  const seen = new Map<number, Set<number>>();
  for (const other of neighbours) {
    const place = platformAt[other]!;
    if (sharedKeys.has(other) || !standsBetween(own, platforms[place]!)) continue;
    const roots = seen.get(place);
    if (roots) roots.add(groups.root(other));
    else seen.set(place, new Set([groups.root(other)]));
  }
  let worst: { platform: string; count: number } | undefined;
  for (const [place, roots] of seen) {
    const { code } = platforms[place]!;
    const { size } = roots;
    if (size > betweenOf(own, limits) && (!worst || size > worst.count || (size === worst.count && code < worst.platform)))
      worst = { platform: code, count: size };
  }
  return worst;
}
