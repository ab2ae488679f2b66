import type { Identity } from "../../contract/index.ts";
import { type Ctx, sql } from "../../engine/index.ts";
import {
  betweenOf,
  type MergeLimits,
  isWithinLimit,
  isStronger,
  keyOf,
  LONG_STATEMENT,
  reachOf,
  standsBetween,
} from "../../matching/index.ts";
import { type Platform, platformOf } from "../../identifiers/index.ts";

/**
 * The identities that may exceed either of two sets of limits, each once, ordered by text. `changed`: only those whose own limit differs
 * between the two.
 */
export async function concernedBy(
  { facts }: Pick<Ctx, "facts">,
  [before, after]: readonly [MergeLimits, MergeLimits],
  { changed = false } = {},
): Promise<Identity[]> {
  const rows = await facts.rows<Row>(
    sql`
      SELECT platform, external, other_platform AS other, uniqExact(other_external) AS count
      FROM links
      WHERE decision = 0
      GROUP BY platform, external, other_platform
      HAVING count > 1
      ORDER BY platform, external, other_platform
    `,
    { lane: "heavy", settings: LONG_STATEMENT },
  );
  const concerned = rows.filter(({ platform, other, count }) => {
    const [own, theirs] = [platformOf(platform)!, platformOf(other)!];
    if (changed && limitOf(own, theirs, before) === limitOf(own, theirs, after)) return false;
    return !isWithinLimit(own, theirs, Number(count), before) || !isWithinLimit(own, theirs, Number(count), after);
  });
  concerned.push(...reachable(rows, [before, after]));
  return [...new Map(concerned.map(({ platform, external }) => [keyOf({ platform, external }), { platform, external }])).values()];
}

interface Row {
  readonly platform: string;
  readonly external: string;
  readonly other: string;
  readonly count: string;
}

/** Identities with so many links that they may exceed the reach of one set of limits and not of the other (farReaching.ts). */
function reachable(rows: readonly Row[], [before, after]: readonly [MergeLimits, MergeLimits]): Row[] {
  const counts = new Map<string, { row: Row; count: number }>();
  for (const row of rows) {
    const own = platformOf(row.platform)!;
    if (reachOf(own, before) === reachOf(own, after) || !isStronger(own.kind, platformOf(row.other)!.kind)) continue;
    const key = keyOf(row);
    counts.set(key, { row, count: (counts.get(key)?.count ?? 0) + Number(row.count) });
  }
  return [...counts.values()].flatMap(({ row, count }) => {
    const own = platformOf(row.platform)!;
    return count > Math.min(reachOf(own, before), reachOf(own, after)) ? [row] : [];
  });
}

/** The limit on how many identities of `other` an identity of `own` may be linked to. */
function limitOf(own: Platform, other: Platform, limits: MergeLimits): number {
  return standsBetween(own, other) ? betweenOf(own, limits) : limits[other.kind].holds;
}
