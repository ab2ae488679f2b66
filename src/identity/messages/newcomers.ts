import type { Ctx, RecordsTx } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";
import { type MergeLimits, disjointSets, type Meetings, solve } from "../../matching/index.ts";
import { noteReviews } from "../changes/noteReviews.ts";

/** New identities that are linked to no existing customer: only these entries decide about them. */
export interface Newcomers {
  readonly has: (place: number) => boolean;
  /** Indexes of their keys. */
  readonly places: readonly number[];
  /** How many customers they are. */
  readonly groups: number;
  /** The index of a key's new customer, from 0; undefined for other keys. */
  readonly groupOf: (place: number) => number | undefined;
  readonly reviews: (ctx: Pick<Ctx, "records">, at: Instant) => Promise<((tx: RecordsTx) => Promise<void>) | undefined>;
}

const NONE = 0xffff_ffff;

/** @param newPairs pairs with at least one new end @param limits required when there are new pairs */
export function newcomers(
  met: Meetings,
  ownerAt: ArrayLike<number>,
  newPairs: Meetings["pairs"],
  limits: MergeLimits | undefined,
): Newcomers {
  const size = met.keys.length;
  const sets = disjointSets(newPairs.length > 0 ? size : 0);
  for (const [a, b] of newPairs) sets.join(a, b);
  const root = (place: number) => (newPairs.length > 0 ? sets.root(place) : place);
  // A component with an existing customer needs its stored links too, so it is left to `restructure`.
  const touched = new Set<number>();
  if (newPairs.length > 0) for (let place = 0; place < size; place++) if (ownerAt[place] !== 0) touched.add(root(place));
  const isNewcomer = (place: number) => ownerAt[place] === 0 && !touched.has(root(place));

  const links = newPairs.filter(([a]) => isNewcomer(a)).map(([a, b]) => ({ a, b, decision: 0, joined: true }));
  const solved = limits && links.length > 0 ? solve({ keys: met.keys, links, limits }) : undefined;
  const groupAt = new Uint32Array(size).fill(NONE);
  const numbers = new Map<number, number>();
  const places: number[] = [];
  // In the order of entries, so that the first customer of a file gets the first number.
  for (const entry of met.entries)
    for (const place of entry) {
      if (groupAt[place] !== NONE || !isNewcomer(place)) continue;
      places.push(place);
      const group = solved?.groupOf[place] ?? place;
      if (!numbers.has(group)) numbers.set(group, numbers.size);
      groupAt[place] = numbers.get(group)!;
    }
  return {
    has: (place) => groupAt[place] !== NONE,
    places,
    groups: numbers.size,
    groupOf: (place) => (groupAt[place] === NONE ? undefined : groupAt[place]),
    reviews: async (ctx, at) =>
      solved && solved.ignored.length + solved.clashes.length > 0
        ? noteReviews(ctx, { keys: met.keys, links, owners: new Map(), isComplete: () => true }, solved, at)
        : undefined,
  };
}
