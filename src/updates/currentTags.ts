import { readCatalogue } from "../catalogue/index.ts";
import { cacheKind, type Ctx } from "../engine/index.ts";
import { planTags, type Plan, type TagRule } from "../rules/index.ts";
import { loadTags, type TagSet, publishedOf, rulesOf } from "../tags/index.ts";
import { readDefinitions, rulesDigest } from "./sources/definitions/basis.ts";
import { wholeTags } from "./sources/populationWide.ts";

/** Tags as read under one state of the definitions: read once, however often they are asked for. When a tag was evaluated is as it was then. */
export interface Known {
  readonly definitions: string;
  readonly set: TagSet;
  /** Of the published tags and those they name. */
  readonly rules: ReadonlyMap<string, TagRule>;
  readonly plan: Plan;
  readonly whole: ReadonlySet<string>;
  readonly digest: Readonly<Record<string, string>>;
}

/** Carries the definitions it was read under, which every use compares. */
const KNOWN = cacheKind<Known>("membership.knownTags", "version");

/** @param definitions as they stand now, where they have been read */
export async function knownTags(ctx: Ctx, definitions?: string): Promise<Known> {
  const now = definitions ?? (await readDefinitions(ctx));
  const held = ctx.caches.get(KNOWN);
  if (held?.definitions === now) return held;
  const set = await loadTags({ ctx });
  const rules = rulesOf(set, publishedOf(set));
  const digest = rulesDigest(set, await readCatalogue({ ctx }), ctx.workspace.timezone);
  const known: Known = { definitions: now, set, rules, plan: planTags(rules), whole: wholeTags(set), digest };
  ctx.caches.set(KNOWN, known);
  return known;
}
