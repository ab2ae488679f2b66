import type { Identity } from "../contract/index.ts";
import { keyOf } from "./owners.ts";
import type { Pair } from "./links.ts";
import { compareTrust } from "../identifiers/index.ts";

/** The distinct identities of many entries, and which of them met. */
export interface Meetings {
  readonly keys: readonly Identity[];
  /** Each key as its one text (keyOf). */
  readonly texts: readonly string[];
  /** Each entry as places in `keys`, the most trusted first. */
  readonly entries: readonly (readonly number[])[];
  /** The most trusted identity of an entry with each of its others; each pair once. */
  readonly pairs: readonly (readonly [a: number, b: number])[];
  readonly pairOf: (a: number, b: number) => Pair;
}

/** Distinct keys are fewer. */
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
