import type { Identity } from "../contract/index.ts";
import type { Ctx } from "../engine/index.ts";
import { isStronger } from "./evidence/caps.ts";
import { isModest } from "./evidence/degrees.ts";
import type { Caps } from "./evidence/types.ts";
import { keyOf, LONG } from "./lookup.ts";
import { platformOf, type Platform } from "./platforms.ts";

/**
 * Identities that caps may set aside, by either of two sets of them, each once, in the order of their text.
 * `changed`: only those whose own cap is another one in the two.
 */
export async function concernedBy(
  { facts }: Pick<Ctx, "facts">,
  [before, after]: readonly [Caps, Caps],
  { changed = false } = {},
): Promise<Identity[]> {
  const rows = await facts.rows<{ platform: string; external: string; other: string; count: string }>(
    `SELECT platform, external, other_platform AS other, uniqExact(other_external) AS count FROM links WHERE decision = 0
    GROUP BY platform, external, other_platform HAVING count > 1 ORDER BY platform, external, other_platform`,
    { lane: "heavy", settings: LONG },
  );
  const concerned = rows.filter(({ platform, other, count }) => {
    const [own, theirs] = [platformOf(platform)!, platformOf(other)!];
    if (changed && capOf(own, theirs, before) === capOf(own, theirs, after)) return false;
    return !isModest(own, theirs, Number(count), before) || !isModest(own, theirs, Number(count), after);
  });
  return [...new Map(concerned.map(({ platform, external }) => [keyOf({ platform, external }), { platform, external }])).values()];
}

/** The cap that says how many identities of `other` one of `own` may be seen with. */
function capOf(own: Platform, other: Platform, caps: Caps): number {
  return isStronger(other.kind, own.kind) ? caps[own.kind].between : caps[other.kind].holds;
}
