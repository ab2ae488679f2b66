import type { TagAction } from "../../contract/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { findTag } from "../load.ts";
import { visibleTags } from "../visible/visibleTags.ts";
import { requireTag } from "./requireTag.ts";

/**
 * Asks the policy about a tag by its code or name, before a transaction that changes it. Returns its code.
 * @throws TAG_NOT_FOUND, also for a tag that the actor may not see; FORBIDDEN, TAG_FORBIDDEN
 */
export async function requireTagCalled(ctx: Ctx, action: TagAction, name: string): Promise<string> {
  const set = await visibleTags(ctx);
  const tag = findTag(set, name);
  await requireTag(ctx, action, tag, set.all);
  return tag.code;
}
