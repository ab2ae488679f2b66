import type { Verb } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";
import { exclusively, wasEverUsed } from "../membership/index.ts";
import { tagsCalled } from "../rules/index.ts";
import { findTag, removeTag, requireTag, retiredTag, visibleTags } from "../tags/index.ts";

/**
 * Deletes a tag that was never used: it never had a customer, nobody decided by hand about one, and nothing names it. Its code is free again; its
 * number never comes back.
 * @throws TAG_NOT_FOUND, FORBIDDEN, TAG_FORBIDDEN, TAG_HAS_HISTORY, TAG_USED with everything that uses it, CHANGE_NEEDED
 */
export async function deleteTag({ ctx, input }: Verb<{ tag: string }>): Promise<{ tag: string }> {
  const seen = await visibleTags(ctx);
  // A tag in use is meant before a retired one of the same name.
  const retired = tagsCalled(seen.tags.values(), input.tag).length > 0 ? undefined : await retiredTag(ctx, seen, input.tag);
  const tag = retired ?? findTag(seen, input.tag);
  await requireTag(ctx, "edit", tag, seen.all);
  // No evaluation and no assignment gives it a customer meanwhile.
  return exclusively(ctx, async () => {
    if (await wasEverUsed(ctx, tag.id)) throw problem("TAG_HAS_HISTORY", { tag: tag.name, state: tag.state });
    await removeTag(ctx, tag);
    return { tag: tag.code };
  });
}
