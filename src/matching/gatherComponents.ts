import type { Identity } from "../contract/index.ts";
import type { Ctx, Lane } from "../engine/index.ts";
import { keyOf, lookupOwners, type Owner } from "./owners.ts";
import { linksOf, type Pair } from "./links.ts";
import { type Placeholders, platformOf } from "../identifiers/index.ts";
import { ALWAYS_SHARED_IDENTITIES } from "./mergeLimits.ts";
import { excess } from "./degrees.ts";
import type { MergeLimits, Link } from "./types.ts";

/** Everything that can bear on some identities: their components, with who owns each now. */
export interface Gathered {
  readonly keys: readonly Identity[];
  readonly links: readonly Link[];
  readonly owners: ReadonlyMap<string, Owner>;
  /** Whether all about a key is known: others stand at the end of links that say nothing, and are not judged. */
  readonly isComplete: (key: number) => boolean;
}

export interface GatherInput {
  /** Identities whose components are wanted. */
  readonly seeds: readonly Identity[];
  /** Pairs that are not written yet. */
  readonly newPairs: readonly (Pair & { readonly decision?: number; readonly joined?: boolean })[];
  readonly limits: MergeLimits;
  /** Identities that name nobody: nothing is followed to them nor from them. */
  readonly placeholders: Placeholders;
  /** Owners that are known already; whoever of the seeds is absent is new and has no written links. */
  readonly owners: ReadonlyMap<string, Owner>;
  readonly lane: Lane;
  /** As if this batch had never come. */
  readonly withoutBatch?: number | undefined;
}

/**
 * Follows written links from the seeds, a query a round. Where an identity has so many neighbours that its links say nothing, it is not
 * followed through them, so a front desk's phone costs what its limit allows and not what a shop has customers.
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
    // What was once joined through a link that now says nothing has to be looked at, or it would stay where it is.
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
