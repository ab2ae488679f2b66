import { audit } from "../../access/index.ts";
import type { TagGroup as ShownGroup } from "../../contract/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { problem, requirePermission } from "../../kernel/index.ts";
import { findGroup, placeCalled } from "./findGroup.ts";
import { requireNameFree } from "./groupName.ts";
import { levelsOf, requireLevels } from "./groupLevels.ts";
import { showGroup } from "./listTagGroups.ts";
import { lockGroups } from "./lockGroups.ts";
import { placeGroup } from "./placeGroup.ts";
import { subtreeOf } from "./tagGroups.ts";

/**
 * Moves a group with everything in it under another one, or to another place among its neighbours. Tags keep members, history and versions.
 * @throws TAG_GROUP_NOT_FOUND, TAG_GROUP_CYCLE, TAG_GROUP_NAME_TAKEN, TAG_GROUP_LEVELS, TAG_GROUP_BEFORE
 */
export async function moveTagGroup({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { readonly group: string; readonly parent: string; readonly before?: string | undefined };
}): Promise<ShownGroup> {
  requirePermission(ctx, "tag.edit");
  return ctx.records.transaction().execute(async (tx) => {
    const groups = await lockGroups(tx);
    const group = findGroup(groups, input.group);
    const parent = placeCalled(groups, input.parent);
    if (parent !== null && subtreeOf(groups, group.id).has(parent))
      throw problem("TAG_GROUP_CYCLE", {
        group: group.name.zh,
        parent: groups
          .get(parent)!
          .path.map(({ zh }) => zh)
          .join("/"),
      });
    requireNameFree(group.name, groups, parent, group.id);
    requireLevels(groups, parent, levelsOf(groups, group.id));
    await placeGroup(tx, groups, group.id, parent, input.before);
    const moved = await showGroup(tx, group.id);
    const paths = { from: group.path.map(({ zh }) => zh), to: moved.path.map(({ zh }) => zh) };
    await audit(tx, ctx, "tagGroup.move", { group: group.id, ...paths });
    return moved;
  });
}
