import type { Verb } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { requireTagCalled } from "../grants/requireTagCalled.ts";
import { lockGroups } from "../groups/lockGroups.ts";
import { findTag, loadTags } from "../load.ts";
import { setState } from "./setState.ts";

/** Pauses a published tag: it is not evaluated any more, and its members stay as they are. @throws TAG_NOT_FOUND, TAG_STATE, CHANGE_NEEDED */
export async function pauseTag({ ctx, input }: Verb<{ tag: string }>): Promise<{ tag: string }> {
  const code = await requireTagCalled(ctx, "edit", input.tag);
  return ctx.records.transaction().execute(async (tx) => {
    await lockGroups(tx);
    const tag = findTag(await loadTags({ ctx, records: tx }), code);
    if (tag.state !== "published") throw problem("TAG_STATE", { tag: tag.name, state: tag.state, wanted: ["published"] });
    await setState(tx, ctx, tag, "paused");
    return { tag: tag.code };
  });
}
