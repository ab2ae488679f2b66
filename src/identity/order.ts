import type { Identity } from "../contract/index.ts";
import { platformOf } from "./platforms.ts";

/** The most trusted first; platforms of equal trust and ids by their text, so that the order never depends on arrival. */
export function compareTrust(a: Identity, b: Identity): number {
  return trustOf(a.platform) - trustOf(b.platform) || compareText(a.platform, b.platform) || compareText(a.external, b.external);
}

const UNKNOWN = Number.MAX_SAFE_INTEGER;

function trustOf(platform: string): number {
  return platformOf(platform)?.trust ?? UNKNOWN;
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
