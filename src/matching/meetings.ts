import type { Identity } from "../contract/index.ts";
import { keyOf } from "./owners.ts";
import type { Pair } from "./links.ts";
import { compareTrust } from "../identifiers/index.ts";

/** The distinct identities of many entries (messages or rows), and the pairs that occur in one entry. */
export interface Meetings {
  readonly keys: readonly Identity[];
  /** Each key as text (keyOf). */
  readonly texts: readonly string[];
  /** Each entry as indexes into `keys`, the most trusted first. */
  readonly entries: readonly (readonly number[])[];
  /** Pairs of the most trusted identity of an entry with each of its others; each pair once. */
  readonly pairs: readonly (readonly [a: number, b: number])[];
  readonly pairOf: (a: number, b: number) => Pair;
}

/** More than the number of distinct keys: two indexes then fit into one exact integer. */
const MAX_KEYS = 2 ** 26;

export function meetings(input: readonly (readonly Identity[])[]): Meetings {
  const places = new Map<string, number>();
  const keys: Identity[] = [];
  const texts: string[] = [];
  const met = new Set<number>();
  const pairs: (readonly [number, number])[] = [];
  const entries = input.map((entry) => {
    const own = entry.map((identity) => {
      const text = keyOf(identity);
      let place = places.get(text);
      if (place === undefined) {
        place = keys.length;
        places.set(text, place);
        texts.push(text);
        keys.push({ platform: identity.platform, external: identity.external });
      }
      return place;
    });
    if (own.length < 2) return own;
    const sorted = [...new Set(own)].toSorted((a, b) => compareTrust(keys[a]!, keys[b]!));
    const anchor = sorted[0]!;
    for (const other of sorted.slice(1)) {
      const pair = anchor * MAX_KEYS + other;
      if (met.has(pair)) continue;
      met.add(pair);
      pairs.push([anchor, other]);
    }
    return sorted;
  });
  return { keys, texts, entries, pairs, pairOf: (a, b) => ({ a: keys[a]!, b: keys[b]! }) };
}
