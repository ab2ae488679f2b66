import { audit, tagPolicy } from "../access/index.ts";
import type { Verb } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";
import { exclusively, wasEverUsed } from "../membership/index.ts";
import {
  documentOf,
  findTag,
  limitTags,
  loadTags,
  lockGroups,
  readUses,
  requireNoApproval,
  requireTag,
  retiredTag,
  shownUses,
  visibleTags,
} from "../tags/index.ts";

/**
 * Deletes a tag that was never used: it never had a customer, nobody decided by hand about one, and nothing names it. Its code is free again; its
 * number never comes back.
 * @throws TAG_NOT_FOUND, FORBIDDEN, TAG_FORBIDDEN, TAG_HAS_HISTORY, TAG_USED with everything that uses it, CHANGE_NEEDED
 */
export async function deleteTag({ ctx, input }: Verb<{ tag: string }>): Promise<{ tag: string }> {
  const seen = await visibleTags(ctx);
  const asked = (await retiredTag(ctx, seen, input.tag)) ?? findTag(seen, input.tag);
  await requireTag(ctx, "edit", asked, seen.all);
  const policy = await tagPolicy(ctx);
  // No evaluation and no assignment gives it a customer meanwhile.
  return exclusively(ctx, async () => {
    if (await wasEverUsed(ctx, asked.id)) throw problem("TAG_HAS_HISTORY", { tag: asked.name, state: asked.state });
    return ctx.records.transaction().execute(async (tx) => {
      // A rule that is published meanwhile could name the tag. Publishing takes the same lock.
      await lockGroups(tx);
      const set = await loadTags({ ctx, records: tx });
      const uses = (await readUses({ ctx: { records: tx }, set })).ofTag(asked.code);
      if (uses.length > 0) throw problem("TAG_USED", { tag: asked.name, uses: shownUses(uses, limitTags(set, policy)) });
      // A retired tag is out of use already, with the approval that this needed.
      if (asked.state !== "retired") await requireNoApproval(tx, [asked]);
      await tx.deleteFrom("tags").where("id", "=", asked.id).execute();
      await audit(tx, ctx, "tag.delete", { tag: asked.code, name: asked.name.zh, before: documentOf(asked), after: null });
      return { tag: asked.code };
    });
  });
}
