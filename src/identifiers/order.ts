import type { Identity } from "../contract/index.ts";
import { platformOf } from "./platforms.ts";

/** Sorts the most trusted first. Platforms of equal trust and ids sort by text, so that the order never depends on arrival. */
export function compareTrust(a: Identity, b: Identity): number {
  return trustOf(a.platform) - trustOf(b.platform) || compareText(a.platform, b.platform) || compareText(a.external, b.external);
}

const UNKNOWN = Number.MAX_SAFE_INTEGER;

function trustOf(platform: string): number {
  return platformOf(platform)?.trust ?? UNKNOWN;
}

/** Compares by code points. That equals the order of UTF-8 bytes, which the fact store uses (order.test.ts). */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  let place = 0;
  while (place < a.length && place < b.length && a.charCodeAt(place) === b.charCodeAt(place)) place++;
  const [one, two] = [a.charCodeAt(place), b.charCodeAt(place)];
  // A surrogate pair encodes a code point above U+FFFF, but its units are smaller than U+E000. So a surrogate sorts after any other unit.
  // At the end of a text the unit is NaN, which sorts first.
  if (one >= SURROGATES && two >= SURROGATES) return isSurrogate(one) === isSurrogate(two) ? one - two : isSurrogate(one) ? 1 : -1;
  return Number.isNaN(one) ? -1 : Number.isNaN(two) ? 1 : one - two;
}

const SURROGATES = 0xd800;

function isSurrogate(unit: number): boolean {
  return unit >= SURROGATES && unit <= 0xdfff;
}
