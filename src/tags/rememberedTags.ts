import { cacheKind, versionOf, type Ctx } from "../engine/index.ts";
import type { TagSet } from "./definition.ts";
import { loadTags } from "./load.ts";

/** Compared with the versions of the tags and of the catalogue that rules are read against. */
const TAGS = cacheKind<{ readonly tags: number; readonly catalogue: number; readonly set: TagSet }>("tags.remembered", "version");

/**
 * As loadTags, for callers that ask many times a second: read again only when a tag, a saved segment or the catalogue has changed. An
 * evaluation changes none of them, so `evaluatedAt` says only whether a tag was ever evaluated.
 */
export async function rememberedTags(ctx: Ctx): Promise<TagSet> {
  const [tags, catalogue] = await Promise.all([versionOf(ctx, "tags"), versionOf(ctx, "catalogue")]);
  const known = ctx.caches.get(TAGS);
  if (known?.tags === tags && known.catalogue === catalogue) return known.set;
  // A change between the two reads makes what was read newer than its versions: the next call reads once more.
  const set = await loadTags({ ctx });
  ctx.caches.set(TAGS, { tags, catalogue, set });
  return set;
}
