import { compareText } from "../identifiers/index.ts";
import type { Board } from "./solve.ts";
import type { Link } from "./types.ts";

/**
 * Disjoint sets of keys. A set never holds two strong ids of one platform, nor two keys that a person keeps apart, unless a person joined
 * them.
 */
export interface ConstrainedSets {
  root(key: number): number;
  /**
   * Joins the sets of two keys. Returns the two strong ids that forbid it; undefined when the sets are joined or a person has decided about
   * them.
   */
  join(a: number, b: number): { readonly one: number; readonly other: number } | undefined;
}

/** Applies the decisions of people first, the newest first: an older decision cannot undo a newer one. */
export function constrainedSets(
  { keys, platforms, platformAt }: Board,
  component: readonly number[],
  links: readonly Link[],
): ConstrainedSets {
  const parent = new Map<number, number>(component.map((key) => [key, key]));
  const root = (key: number): number => {
    let at = key;
    for (let up = parent.get(at)!; up !== at; up = parent.get(at)!) {
      parent.set(at, parent.get(up)!);
      at = up;
    }
    return at;
  };
  const apart = links.filter(({ joined }) => !joined);
  /** The strong ids of each set, by platform. */
  const strong = new Map<number, Map<number, number[]>>();
  for (const key of component) if (platforms[platformAt[key]!]!.kind === "number") strong.set(key, new Map([[platformAt[key]!, [key]]]));

  const kept = (one: number, two: number) =>
    apart.some(({ a, b }) => parent.has(a) && parent.has(b) && sameTwo(root(a), root(b), one, two));
  const unite = (one: number, two: number) => {
    const [low, high] = one < two ? [one, two] : [two, one];
    parent.set(high, low);
    const mine = strong.get(low) ?? new Map<number, number[]>();
    for (const [place, ids] of strong.get(high) ?? []) mine.set(place, [...(mine.get(place) ?? []), ...ids]);
    strong.delete(high);
    if (mine.size > 0) strong.set(low, mine);
  };
  const byText = (a: number, b: number) => compareText(keys[a]!.external, keys[b]!.external);
  const against = (one: number, two: number) => {
    const theirs = strong.get(two);
    let found: { one: number; other: number; trust: number } | undefined;
    for (const [place, ids] of strong.get(one) ?? []) {
      const others = theirs?.get(place);
      if (!others || (found && found.trust <= platforms[place]!.trust)) continue;
      const [first, second] = [ids.toSorted(byText)[0]!, others.toSorted(byText)[0]!].toSorted(byText);
      found = { one: first!, other: second!, trust: platforms[place]!.trust };
    }
    return found && { one: found.one, other: found.other };
  };

  for (const { a, b } of links.filter(({ decision, joined }) => decision !== 0 && joined).toSorted((x, y) => y.decision - x.decision)) {
    const [one, two] = [root(a), root(b)];
    if (one !== two && !kept(one, two)) unite(one, two);
  }
  return {
    root,
    join(a, b) {
      const [one, two] = [root(a), root(b)];
      if (one === two || kept(one, two)) return undefined;
      const clash = against(one, two);
      if (!clash) unite(one, two);
      return clash;
    },
  };
}

function sameTwo(a: number, b: number, one: number, two: number): boolean {
  return (a === one && b === two) || (a === two && b === one);
}
