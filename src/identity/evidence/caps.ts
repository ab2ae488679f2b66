import { NO_CAP } from "../../contract/index.ts";
import type { PlatformKind } from "../platforms.ts";
import type { Caps } from "./types.ts";

/**
 * Numbers that a company gives are never shared; two of them on one platform clash instead. A phone or an address that stands between
 * two people's accounts may be a family's: believed to be one person's only while it is seen with one account of each platform.
 */
export const DEFAULT_CAPS: Caps = Object.freeze({
  number: { between: NO_CAP, holds: NO_CAP },
  account: { between: 2, holds: 5 },
  contact: { between: 1, holds: 5 },
  device: { between: 1, holds: 500 },
});

/** Beyond so many, an identity is shared whoever those are: it need not be known any more which of them are one. */
export const HOPELESS = 100;

const STRENGTH: Readonly<Record<PlatformKind, number>> = { number: 0, account: 1, contact: 2, device: 3 };

/** Whether identities of kind `a` say more of who somebody is than those of kind `b`. */
export function isStronger(a: PlatformKind, b: PlatformKind): boolean {
  return STRENGTH[a] < STRENGTH[b];
}
