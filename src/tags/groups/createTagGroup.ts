import { audit, requireSomewhere, tagPolicy } from "../../access/index.ts";
import type { TagGroup as ShownGroup } from "../../contract/index.ts";
import { takeNumbers, type Ctx } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { placeCalled } from "./findGroup.ts";
import { readGroupName, type NameInput } from "./groupName.ts";
import { requireLevels } from "./groupLevels.ts";
import { showGroup } from "./listTagGroups.ts";
import { lockGroups } from "./lockGroups.ts";
import { placeGroup } from "./placeGroup.ts";
import { requireGroup, seenGroups } from "./seenGroups.ts";
import { MAX_GROUPS, type TagGroup } from "./tagGroups.ts";

export type GroupWords = { readonly [K in "color" | "description" | "owner" | "exclusive"]?: TagGroup[K] | undefined };

/**
 * Creates a group below `parent`, in front of `before` or at the end.
 * @throws TAG_GROUP_NAME, TAG_GROUP_NAME_TAKEN, TAG_UNAVAILABLE, TAG_GROUP_QUOTA, TAG_GROUP_LEVELS, TAG_GROUP_NOT_FOUND, TAG_GROUP_BEFORE
 */
export async function createTagGroup({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: GroupWords & { readonly name: NameInput; readonly parent: string; readonly before?: string | undefined };
}): Promise<ShownGroup> {
  await requireSomewhere(ctx, "edit");
  const policy = await tagPolicy(ctx);
  return ctx.records.transaction().execute(async (tx) => {
    const groups = await lockGroups(tx);
    if (groups.size >= MAX_GROUPS) throw problem("TAG_GROUP_QUOTA", { limit: MAX_GROUPS });
    const seen = await seenGroups(tx, groups, policy);
    const parent = placeCalled(seen, input.parent);
    await requireGroup(tx, ctx, policy, groups, parent);
    const name = readGroupName(input.name, { groups, seen }, parent);
    requireLevels(groups, parent, 1);
    const id = await takeNumbers(tx, "group", 1);
    const now = new Date(ctx.clock());
    const { color = null, description = null, owner = null, exclusive = "none" } = input;
    const words = { color, description: description || null, owner: owner || null, exclusive };
    await tx
      .insertInto("tag_groups")
      .values({ id, parent, name: JSON.stringify(name), ...words, position: 0, created_at: now, updated_at: now })
      .execute();
    await placeGroup(tx, groups, id, parent, input.before);
    const made = await showGroup(tx, id, policy);
    await audit(tx, ctx, "tagGroup.create", { group: id, path: made.path.map(({ zh }) => zh), ...words });
    return made;
  });
}
