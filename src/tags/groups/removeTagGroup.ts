import { audit, readGrants, requireSomewhere, tagPolicy } from "../../access/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { keepingApprovals } from "../approval/approvals.ts";
import { findGroup, placeCalled } from "./findGroup.ts";
import { requireNameFree } from "./groupName.ts";
import { lockGroups } from "./lockGroups.ts";
import { requireGroup, requireNothingHidden, seenGroups } from "./seenGroups.ts";
import { groupsUnder, subtreeOf } from "./tagGroups.ts";

/**
 * Removes a group. Its tags and subgroups move to `moveTo`, behind what stands there; without `moveTo` it must have none.
 * @throws TAG_GROUP_NOT_FOUND, TAG_GROUP_NOT_EMPTY, TAG_GROUP_CYCLE, TAG_GROUP_NAME_TAKEN, TAG_GROUP_HAS_GRANTS, APPROVAL_LEFT
 */
export async function removeTagGroup({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { readonly group: string; readonly moveTo?: string | undefined };
}): Promise<{ tags: number; groups: number }> {
  await requireSomewhere(ctx, "edit");
  const policy = await tagPolicy(ctx);
  return ctx.records.transaction().execute(async (tx) => {
    const groups = await lockGroups(tx);
    const seen = await seenGroups(tx, groups, policy);
    const group = findGroup(seen, input.group);
    await requireGroup(tx, ctx, policy, groups, group.id);
    await requireNothingHidden(tx, groups, policy, subtreeOf(groups, group.id), group.id);
    const grants = (await readGrants(tx)).filter(({ object }) => object.kind === "group" && object.id === group.id).length;
    // Tags that nobody may see would be seen as soon as they stand elsewhere.
    if (grants > 0) throw problem("TAG_GROUP_HAS_GRANTS", { group: group.name.zh, grants });
    const below = groupsUnder(groups, group.id);
    const held = await tx.selectFrom("tags").select(["id", "state"]).where("group_id", "=", group.id).orderBy("position").execute();
    const tags = held.filter(({ state }) => state !== "retired").length;
    if (input.moveTo === undefined && tags + below.length > 0)
      throw problem("TAG_GROUP_NOT_EMPTY", { group: group.name.zh, tags, groups: below.length });
    // Retired tags of an empty group go to its parent: if one is published again, it needs a place.
    const to = input.moveTo === undefined ? group.parent : placeCalled(seen, input.moveTo);
    if (input.moveTo !== undefined) await requireGroup(tx, ctx, policy, groups, to);
    if (to !== null && subtreeOf(groups, group.id).has(to))
      throw problem("TAG_GROUP_CYCLE", {
        group: group.name.zh,
        parent: groups
          .get(to)!
          .path.map(({ zh }) => zh)
          .join("/"),
      });
    for (const { name } of below) requireNameFree(name, { groups, seen }, to, group.id);
    const last = await tx
      .selectFrom("tags")
      .select(({ fn }) => fn.max("position").as("position"))
      .where("group_id", to === null ? "is" : "=", to)
      .executeTakeFirst();
    const behind = last?.position ?? 0;
    await keepingApprovals(tx, async () => {
      for (const [index, { id }] of held.entries())
        await tx
          .updateTable("tags")
          .set({ group_id: to, position: behind + index + 1 })
          .where("id", "=", id)
          .execute();
      const lastGroup = Math.max(0, ...groupsUnder(groups, to).map(({ position }) => position));
      for (const [index, { id }] of below.entries())
        await tx
          .updateTable("tag_groups")
          .set({ parent: to, position: lastGroup + index + 1 })
          .where("id", "=", id)
          .execute();
    });
    await tx.deleteFrom("tag_groups").where("id", "=", group.id).execute();
    const path = group.path.map(({ zh }) => zh);
    await audit(tx, ctx, "tagGroup.remove", { group: group.id, path, tags, groups: below.length, moveTo: to });
    return { tags, groups: below.length };
  });
}
