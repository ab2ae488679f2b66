import { tagPolicy } from "../../access/index.ts";
import type { Verb } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { requireTagCalled } from "../grants/requireTagCalled.ts";
import { lockGroups } from "../groups/lockGroups.ts";
import { findTag, loadTags } from "../load.ts";
import { readUses } from "../uses.ts";
import { shownUses } from "../visible/hiddenNames.ts";
import { limitTags } from "../visible/limitTags.ts";
import { setState } from "./setState.ts";

/**
 * Retires a tag: it leaves the lists and is not evaluated any more; its history stays, and its code stays its own.
 * @throws TAG_NOT_FOUND, TAG_USED with everything that uses it, CHANGE_NEEDED
 */
export async function retireTag({ ctx, input }: Verb<{ tag: string }>): Promise<{ tag: string }> {
  const code = await requireTagCalled(ctx, "edit", input.tag);
  const policy = await tagPolicy(ctx);
  return ctx.records.transaction().execute(async (tx) => {
    // A rule that is published meanwhile could name the tag. Publishing takes the same lock.
    await lockGroups(tx);
    const set = await loadTags({ ctx, records: tx });
    const tag = findTag(set, code);
    const uses = (await readUses({ ctx: { records: tx }, set })).ofTag(tag.code);
    if (uses.length > 0) throw problem("TAG_USED", { tag: tag.name, uses: shownUses(uses, limitTags(set, policy)) });
    await setState(tx, ctx, tag, "retired");
    return { tag: tag.code };
  });
}
