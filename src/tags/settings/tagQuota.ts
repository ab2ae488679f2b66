import type { Records, RecordsTx } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import type { TagSet } from "../definition.ts";
import { loadTagSettings } from "./tagSettings.ts";

/**
 * The only check of the quota of tags. More than the quota may exist where it was lowered; then tags may be changed and retired, but none added.
 * @param existing all tags that are not retired @param wanted tags that will be there @param removed how many of the existing go
 * @throws TAG_QUOTA
 */
export async function requireTagQuota(
  records: Records | RecordsTx,
  existing: Pick<TagSet, "tags">,
  wanted: readonly { readonly code: string }[],
  removed = 0,
): Promise<void> {
  const added = wanted.filter(({ code }) => !existing.tags.has(code)).length;
  if (added <= removed) return;
  const { tags: limit } = await loadTagSettings(records);
  const after = existing.tags.size - removed + added;
  if (after > limit) throw problem("TAG_QUOTA", { limit, wanted: after });
}
