import type { Identity } from "../contract/index.ts";
import type { Ctx, Lane } from "../engine/index.ts";
import { keyOf, lookupOwners, type Owner } from "./owners.ts";
import { linksOf, type Pair } from "./links.ts";
import { type Placeholders, platformOf } from "../identifiers/index.ts";
import { ALWAYS_SHARED_IDENTITIES } from "./mergeLimits.ts";
import { excess } from "./degrees.ts";
import type { MergeLimits, Link } from "./types.ts";

/** All links that can change the customers of some identities: their components, with the present owner of each identity. */
export interface Gathered {
  readonly keys: readonly Identity[];
  readonly links: readonly Link[];
  readonly owners: ReadonlyMap<string, Owner>;
  /** Whether all links of a key are loaded. The other keys are only ends of links that do not count, and nothing is decided about them. */
  readonly isComplete: (key: number) => boolean;
}

export interface GatherInput {
  /** The identities whose components are loaded. */
  readonly seeds: readonly Identity[];
  /** Pairs that are not stored yet. */
  readonly newPairs: readonly (Pair & { readonly decision?: number; readonly joined?: boolean })[];
  readonly limits: MergeLimits;
  /** Ids that identify nobody (`guest`, `0000`): no link is followed to or from them. */
  readonly placeholders: Placeholders;
  /** Owners that the caller has loaded. A seed that is absent here is new and has no stored links. */
  readonly owners: ReadonlyMap<string, Owner>;
  readonly lane: Lane;
  /** A batch whose links are left out, as if it had never arrived. */
  readonly withoutBatch?: number | undefined;
}

/**
 * Loads stored links from the seeds outwards, one query for each round. An identity with more links than its limit is not followed further:
 * a front desk's phone costs as many rows as its limit, not one for each customer of the shop.
 */
export async function gatherComponents(
  ctx: Pick<Ctx, "facts">,
  { seeds, newPairs, limits, placeholders, owners, lane, withoutBatch }: GatherInput,
): Promise<Gathered> {
  const places = new Map<string, number>();
  const keys: Identity[] = [];
  const complete: boolean[] = [];
  const links: Link[] = [];
  const found = new Map(owners);
  const place = ({ platform, external }: Identity) => {
    const text = keyOf({ platform, external });
    let at = places.get(text);
    if (at === undefined) {
      at = keys.length;
      places.set(text, at);
      keys.push({ platform, external });
      complete.push(false);
    }
    return at;
  };
  const count = new Map<number, Map<string, Set<number>>>();
  const see = (key: number, other: number) => {
    const { platform } = keys[other]!;
    const own = count.get(key) ?? new Map<string, Set<number>>();
    count.set(key, own);
    own.set(platform, (own.get(platform) ?? new Set()).add(other));
  };
  for (const { a, b, decision = 0, joined = true } of newPairs) {
    const link = { a: place(a), b: place(b), decision, joined };
    links.push(link);
    if (decision === 0) {
      see(link.a, link.b);
      see(link.b, link.a);
    }
  }
  let frontier = [...new Set([...seeds.map(place), ...links.flatMap(({ a, b }) => [a, b])])];
  const maxLinks =
    Math.max(
      ALWAYS_SHARED_IDENTITIES,
      ...Object.values(limits)
        .flatMap(({ between, holds }) => [between, holds])
        .filter((limit) => limit < 100_000),
    ) + 2;
  while (frontier.length > 0) {
    for (const key of frontier) complete[key] = true;
    const written = frontier.filter((key) => found.has(keyOf(keys[key]!)));
    const decided = new Map<number, Set<number>>();
    if (written.length > 0) {
      const rows = await linksOf(
        ctx,
        written.map((key) => keys[key]!),
        maxLinks,
        lane,
        withoutBatch,
      );
      for (const { platform, external, other_platform, other_external, decision, joined } of rows) {
        const link = {
          a: place({ platform, external }),
          b: place({ platform: other_platform, external: other_external }),
          decision,
          joined,
        };
        links.push(link);
        if (decision === 0) see(link.a, link.b);
        else decided.set(link.a, (decided.get(link.a) ?? new Set()).add(link.b));
      }
    }
    // A link that no longer counts may have joined these customers before: without this check they would stay joined.
    const doubtful: number[] = [];
    const next = new Set<number>();
    for (const key of frontier) {
      for (const other of decided.get(key) ?? []) if (!complete[other]) next.add(other);
      const own = platformOf(keys[key]!.platform)!;
      const seen = count.get(key) ?? new Map<string, Set<number>>();
      const why = new Map([...seen].map(([platform, others]) => [platform, excess(own, platformOf(platform)!, others.size, limits)]));
      const isIgnored = placeholders.has(keys[key]!) || [...why.values()].includes("shared");
      for (const [platform, others] of seen)
        for (const other of others) {
          if (complete[other] || next.has(other)) continue;
          if (isIgnored || why.get(platform) !== undefined || placeholders.has(keys[other]!)) doubtful.push(key, other);
          else next.add(other);
        }
    }
    const unowned = [...new Set([...doubtful, ...next])].filter((key) => !found.has(keyOf(keys[key]!)));
    for (const [text, owner] of await lookupOwners(
      ctx,
      unowned.map((key) => keys[key]!),
      lane,
    ))
      found.set(text, owner);
    const ownerOf = (key: number) => found.get(keyOf(keys[key]!))?.customer ?? 0;
    for (let index = 0; index < doubtful.length; index += 2)
      if (ownerOf(doubtful[index]!) !== 0 && ownerOf(doubtful[index]!) === ownerOf(doubtful[index + 1]!)) next.add(doubtful[index + 1]!);
    frontier = [...next];
  }
  return { keys, links, owners: found, isComplete: (key) => complete[key] === true };
}
