import { readCatalogue, type Catalogue } from "../catalogue/index.ts";
import { cacheKind, type Ctx } from "../engine/index.ts";
import { planTags, type Plan, type TagRule } from "../rules/index.ts";
import { loadTags, publishedOf, rulesOf, type TagSet } from "../tags/index.ts";
import { definitionsDigest, tagDigests } from "./changeSources/definitions/digests.ts";
import { populationWideTags } from "./changeSources/populationWide/tags.ts";

/** The tags under one state of the definitions, read once per update. The time of a tag's last evaluation may be outdated in it. */
export interface CurrentTags {
  /** Digest of everything that rules are read from. */
  readonly definitions: string;
  readonly set: TagSet;
  readonly catalogue: Catalogue;
  /** The rules of the published tags and of those they name. */
  readonly rules: ReadonlyMap<string, TagRule>;
  readonly plan: Plan;
  readonly populationWide: ReadonlySet<string>;
  /** The digest of each rule, by code. */
  readonly digests: Readonly<Record<string, string>>;
  /** The number of a tag in the fact store. */
  idOf(code: string): number;
}

/** The entry contains the digest of its definitions, which every use compares. */
const CURRENT = cacheKind<CurrentTags>("updates.currentTags", "version");

/** @param definitions the current digest, if it has been read */
export async function currentTags(ctx: Ctx, definitions?: string): Promise<CurrentTags> {
  const now = definitions ?? (await definitionsDigest(ctx));
  const cached = ctx.caches.get(CURRENT);
  if (cached?.definitions === now) return cached;
  const [set, catalogue] = [await loadTags({ ctx }), await readCatalogue({ ctx })];
  const rules = rulesOf(set, publishedOf(set));
  const tags: CurrentTags = {
    definitions: now,
    set,
    catalogue,
    rules,
    plan: planTags(rules),
    populationWide: populationWideTags(set),
    digests: tagDigests(set, catalogue, ctx.workspace.timezone),
    idOf: (code) => set.tags.get(code)!.id,
  };
  ctx.caches.set(CURRENT, tags);
  return tags;
}
