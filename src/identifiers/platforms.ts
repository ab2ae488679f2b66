import { aliasPlatform, hasNameSigns, PLATFORM_KINDS, platformsOfKind, type PlatformKind } from "../kernel/index.ts";

export interface Platform {
  readonly code: string;
  readonly kind: PlatformKind;
  /** Rank of trust; smaller means more trusted. When identities of one message belong to different customers, the most trusted decides. */
  readonly trust: number;
}

/** The platform of the previous id in an `alias` call. */
export const PREVIOUS = aliasPlatform.code;

const ALIASES: ReadonlyMap<string, string> = new Map(
  PLATFORM_KINDS.flatMap(platformsOfKind).flatMap(({ code, aliases = [] }) => aliases.map((alias) => [alias, code] as const)),
);

/** The ranks leave space between kinds: an unknown platform is an account, ranked after the built-in accounts. */
const STEP = 100;
const platforms = new Map<string, Platform>(
  PLATFORM_KINDS.flatMap((kind, level) =>
    platformsOfKind(kind).map(({ code }, place) => [code, Object.freeze({ code, kind, trust: level * STEP + place })]),
  ),
);
const UNKNOWN_ACCOUNT = (PLATFORM_KINDS.indexOf("account") + 1) * STEP - 1;

/** The platform of a name, in any case; undefined when the name cannot be one (empty, over 40 characters, blanks, a colon). */
export function platformOf(word: string): Platform | undefined {
  const exact = platforms.get(word);
  if (exact) return exact;
  const lower = word.trim().toLowerCase();
  const code = ALIASES.get(lower) ?? lower;
  const found = platforms.get(code);
  if (found) return found;
  if (!/^[^\s:\u0000-\u001f\u007f]{1,40}$/u.test(code) || !code.isWellFormed()) return undefined;
  return { code, kind: "account", trust: UNKNOWN_ACCOUNT };
}

/**
 * The same for a name in incoming data, which may hold only characters that names may have. Stored names are read by `platformOf`, so that
 * they stay readable when this rule changes.
 */
export function incomingPlatform(word: string): Platform | undefined {
  return hasNameSigns(word.trim()) ? platformOf(word) : undefined;
}
