import { audit, requireSomewhere, tagPolicy } from "../../access/index.ts";
import type { TagGroup as ShownGroup } from "../../contract/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { keepingApprovals } from "../approval/approvals.ts";
import { findGroup, placeCalled } from "./findGroup.ts";
import { requireNameFree } from "./groupName.ts";
import { levelsOf, requireLevels } from "./groupLevels.ts";
import { showGroup } from "./listTagGroups.ts";
import { lockGroups } from "./lockGroups.ts";
import { placeGroup } from "./placeGroup.ts";
import { requireGroup, requireNothingHidden, seenGroups } from "./seenGroups.ts";
import { subtreeOf } from "./tagGroups.ts";

/**
 * Moves a group with everything in it under another one, or to another place among its neighbours. Tags keep members, history and versions.
 * @throws TAG_GROUP_NOT_FOUND, TAG_GROUP_CYCLE, TAG_GROUP_NAME_TAKEN, TAG_GROUP_LEVELS, TAG_GROUP_BEFORE, APPROVAL_LEFT
 */
export async function moveTagGroup({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { readonly group: string; readonly parent: string; readonly before?: string | undefined };
}): Promise<ShownGroup> {
  await requireSomewhere(ctx, "edit");
  const policy = await tagPolicy(ctx);
  return ctx.records.transaction().execute(async (tx) => {
    const groups = await lockGroups(tx);
    const seen = await seenGroups(tx, groups, policy);
    const group = findGroup(seen, input.group);
    const parent = placeCalled(seen, input.parent);
    for (const id of new Set([group.id, parent])) await requireGroup(tx, ctx, policy, groups, id);
    await requireNothingHidden(tx, groups, policy, subtreeOf(groups, group.id), group.id);
    if (parent !== null && subtreeOf(groups, group.id).has(parent))
      throw problem("TAG_GROUP_CYCLE", {
        group: group.name.zh,
        parent: groups
          .get(parent)!
          .path.map(({ zh }) => zh)
          .join("/"),
      });
    requireNameFree(group.name, { groups, seen }, parent, group.id);
    requireLevels(groups, parent, levelsOf(groups, group.id));
    await keepingApprovals(tx, () => placeGroup(tx, groups, group.id, parent, input.before));
    const moved = await showGroup(tx, group.id, policy);
    const paths = { from: group.path.map(({ zh }) => zh), to: moved.path.map(({ zh }) => zh) };
    await audit(tx, ctx, "tagGroup.move", { group: group.id, ...paths });
    return moved;
  });
}
