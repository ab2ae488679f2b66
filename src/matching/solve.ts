import type { Identity } from "../contract/index.ts";
import { compareTrust, type Platform, platformOf } from "../identifiers/index.ts";
import { degreesOf, isWithinLimit, type Degrees } from "./degrees.ts";
import { solveComponent } from "./solveComponent.ts";
import type { IgnoredIdentity, Clash, SolveInput, Link, Solved } from "./types.ts";
import { disjointSets, type Sets } from "./disjointSets.ts";

/** Keys with their platforms and numbers of links. */
export interface Board {
  readonly keys: readonly Identity[];
  readonly platforms: readonly Platform[];
  /** The platform of each key, as an index into `platforms`. */
  readonly platformAt: Uint16Array;
  readonly degrees: Degrees;
}

/**
 * Divides keys into customers. Linked keys, also through others, are one customer, unless their component has a conflict: a key with more
 * links than its limit, two strong ids of one platform, or a decision of a person. Only such components need the slower solveComponent.
 */
export function solve(input: SolveInput): Solved {
  const { keys, limits } = input;
  const links = latest(input.links);
  const board = boardOf(keys, links);
  const connected = disjointSets(keys.length);
  for (const { a, b, joined } of links) if (joined) connected.join(a, b);

  const complex = complexComponents(board, links, connected, input);
  const ignored: IgnoredIdentity[] = [];
  const clashes: Clash[] = [];
  const best = new Uint32Array(keys.length).fill(NONE);
  const groupOf = new Uint32Array(keys.length);
  const rootOf = new Uint32Array(keys.length);
  for (let key = 0; key < keys.length; key++) rootOf[key] = connected.root(key);
  if (complex.size > 0) {
    const members = new Map<number, number[]>([...complex].map((root) => [root, []]));
    for (let key = 0; key < keys.length; key++) members.get(rootOf[key]!)?.push(key);
    const own = new Map<number, Link[]>([...complex].map((root) => [root, []]));
    for (const link of links) {
      own.get(rootOf[link.a]!)?.push(link);
      // A decision to keep two keys apart may name keys of two components. It then changes neither of them.
    }
    for (const [root, component] of members) {
      const solved = solveComponent(board, limits, component, own.get(root)!);
      for (const key of component) rootOf[key] = solved.rootOf(key);
      ignored.push(...solved.ignored);
      clashes.push(...solved.clashes);
    }
  }
  for (let key = 0; key < keys.length; key++) {
    const root = rootOf[key]!;
    if (best[root] === NONE || compareTrust(keys[key]!, keys[best[root]!]!) < 0) best[root] = key;
  }
  for (let key = 0; key < keys.length; key++) groupOf[key] = best[rootOf[key]!]!;
  return { groupOf, ignored, clashes };
}

const NONE = 0xffff_ffff;

/** At most one link for each pair, and the newest decision about each pair. */
function latest(links: readonly Link[]): Link[] {
  const found = new Map<number, Link>();
  const decided = new Map<string, Link>();
  for (const link of links) {
    const [low, high] = link.a < link.b ? [link.a, link.b] : [link.b, link.a];
    if (low === high) continue;
    if (link.decision === 0) {
      found.set(low * MAX_KEYS + high, link);
      continue;
    }
    const before = decided.get(`${low} ${high}`);
    if (!before || before.decision < link.decision) decided.set(`${low} ${high}`, link);
  }
  return [...found.values(), ...decided.values()];
}

/** More than the number of keys: two indexes then fit into one exact integer. */
const MAX_KEYS = 2 ** 26;

function boardOf(keys: readonly Identity[], links: readonly Link[]): Board {
  const platforms: Platform[] = [];
  const places = new Map<string, number>();
  const platformAt = Uint16Array.from(keys, ({ platform }) => {
    let place = places.get(platform);
    if (place === undefined) {
      places.set(platform, (place = platforms.length));
      platforms.push(platformOf(platform)!);
    }
    return place;
  });
  return { keys, platforms, platformAt, degrees: degreesOf(keys.length, platforms, platformAt, links) };
}

/** The roots of the components that have conflicts. */
export function complexComponents(
  { keys, platforms, platformAt, degrees }: Omit<Board, "keys"> & { readonly keys: { readonly length: number } },
  links: readonly Link[],
  connected: Sets,
  { limits }: Pick<SolveInput, "limits">,
): Set<number> {
  const found = new Set<number>();
  for (const { a, b, decision } of links) {
    if (decision !== 0) found.add(connected.root(a)).add(connected.root(b));
  }
  const strong = new Set<number>();
  for (let key = 0; key < keys.length; key++) {
    const own = platformAt[key]!;
    for (const [other, platform] of platforms.entries()) {
      const count = degrees.of(key, other);
      if (count > 1 && !isWithinLimit(platforms[own]!, platform, count, limits)) found.add(connected.root(key));
    }
    if (platforms[own]!.kind !== "number") continue;
    const place = connected.root(key) * platforms.length + own;
    if (strong.has(place)) found.add(connected.root(key));
    strong.add(place);
  }
  return found;
}
