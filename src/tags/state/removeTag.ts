import { audit, tagPolicy } from "../../access/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { requireNoApproval } from "../approval/approvals.ts";
import type { TagRecord } from "../definition.ts";
import { lockGroups } from "../groups/lockGroups.ts";
import { loadTags } from "../load.ts";
import { readUses } from "../uses.ts";
import { shownUses } from "../visible/hiddenNames.ts";
import { limitTags } from "../visible/limitTags.ts";
import { documentOf } from "../words.ts";

/** Removes a tag that nothing names, with its versions and grants. @throws TAG_USED with everything that uses it, CHANGE_NEEDED */
export async function removeTag(ctx: Ctx, tag: TagRecord): Promise<void> {
  const policy = await tagPolicy(ctx);
  await ctx.records.transaction().execute(async (tx) => {
    // A rule that is published meanwhile could name the tag. Publishing takes the same lock.
    await lockGroups(tx);
    const set = await loadTags({ ctx, records: tx });
    const uses = (await readUses({ ctx: { records: tx }, set })).ofTag(tag.code);
    if (uses.length > 0) throw problem("TAG_USED", { tag: tag.name, uses: shownUses(uses, limitTags(set, policy)) });
    // A retired tag is out of use already, with the approval that this needed.
    if (tag.state !== "retired") await requireNoApproval(tx, [tag]);
    await tx.deleteFrom("tags").where("id", "=", tag.id).execute();
    await audit(tx, ctx, "tag.delete", { tag: tag.code, name: tag.name.zh, before: documentOf(tag), after: null });
  });
}
