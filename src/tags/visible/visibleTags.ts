import { tagPolicy } from "../../access/index.ts";
import type { Ctx } from "../../engine/index.ts";
import type { TagSet } from "../definition.ts";
import { loadTags } from "../load.ts";
import { rememberedTags } from "../rememberedTags.ts";
import { limitTags, type VisibleTags } from "./limitTags.ts";

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
  return visibleOf(ctx, await rememberedTags(ctx));
}

/** The tags of a set that the actor may see. */
export async function visibleOf(ctx: Pick<Ctx, "records" | "caches" | "actor">, set: TagSet): Promise<VisibleTags> {
  return limitTags(set, await tagPolicy(ctx));
}
