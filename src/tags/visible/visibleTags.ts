import { tagPolicy } from "../../access/index.ts";
import { cacheKind, type Ctx } from "../../engine/index.ts";
import type { TagSet } from "../definition.ts";
import { loadTags } from "../load.ts";
import { rememberedTags } from "../rememberedTags.ts";
import { limitTags, type VisibleTags } from "./limitTags.ts";

/** Of the tags that are remembered: compared by the set, and by the key of the policy, which holds the version of the rights. */
const LIMITED = cacheKind<{ readonly set: TagSet; readonly byPolicy: Map<string, VisibleTags> }>("tags.visible", "version");
const MAX_CACHED_SETS = 200;

/**
 * The tags that the actor may see: what answers are made of, and what the actor's words may name. Rules are evaluated with `all`. Evaluations
 * and jobs of Tagwise itself take loadTags.
 */
export async function visibleTags(ctx: Ctx): Promise<VisibleTags> {
  const [set, policy] = await Promise.all([loadTags({ ctx }), tagPolicy(ctx)]);
  return limitTags(set, policy);
}

/** As visibleTags, for callers that ask many times a second (rememberedTags). */
export async function rememberedVisibleTags(ctx: Ctx): Promise<VisibleTags> {
  const [set, policy] = await Promise.all([rememberedTags(ctx), tagPolicy(ctx)]);
  let limited = ctx.caches.get(LIMITED);
  if (limited?.set !== set) ctx.caches.set(LIMITED, (limited = { set, byPolicy: new Map() }));
  const known = limited.byPolicy.get(policy.key);
  if (known) return known;
  const visible = limitTags(set, policy);
  if (limited.byPolicy.size >= MAX_CACHED_SETS) limited.byPolicy.clear();
  limited.byPolicy.set(policy.key, visible);
  return visible;
}

/** The tags of a set that the actor may see. */
export async function visibleOf(ctx: Pick<Ctx, "records" | "caches" | "actor">, set: TagSet): Promise<VisibleTags> {
  return limitTags(set, await tagPolicy(ctx));
}
