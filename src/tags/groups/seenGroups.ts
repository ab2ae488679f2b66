import type { TagPolicy } from "../../access/index.ts";
import type { Ctx, RecordsTx } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { requireVerdict } from "../grants/requireTag.ts";
import { groupsFrom, tagPlace } from "../grants/tagPlace.ts";
import { groupsSeen } from "../visible/limitTags.ts";
import type { TagGroups } from "./tagGroups.ts";

/** The groups that a policy lets one see. @param groups all, as lockGroups read them */
export async function seenGroups(tx: RecordsTx, groups: TagGroups, policy: TagPolicy): Promise<TagGroups> {
  if (policy.seesAll) return groups;
  const rows = await tx.selectFrom("tags").select(["id", "group_id"]).where("state", "!=", "retired").execute();
  const tags = rows.map(({ id, group_id: groupId }) => ({ id, groupId }));
  const seen = tags.filter((tag) => policy.can("see", tagPlace(groups, tag)).allowed);
  return groupsSeen(groups, seen, policy);
}

/** Asks whether the actor may change a group, or put something into it; null is the top. @throws FORBIDDEN, TAG_FORBIDDEN */
export async function requireGroup(
  tx: RecordsTx,
  { actor }: Pick<Ctx, "actor">,
  policy: TagPolicy,
  groups: TagGroups,
  id: number | null,
): Promise<void> {
  const name = id === null ? { zh: "顶层", en: "at the top" } : groups.get(id)!.name;
  await requireVerdict(tx, actor, policy.can("edit", { id: null, groups: groupsFrom(groups, id) }), "edit", {
    zh: `标签组「${name.zh}」`,
    en: `the group ${name.en}`,
  });
}

/** Whoever removes or moves a group moves all tags in it, so all of them must be seen. @throws TAG_GROUP_HOLDS_HIDDEN */
export async function requireNothingHidden(
  tx: RecordsTx,
  groups: TagGroups,
  policy: TagPolicy,
  below: ReadonlySet<number>,
  group: number,
): Promise<void> {
  if (policy.seesAll) return;
  const rows = await tx
    .selectFrom("tags")
    .select(["id", "group_id"])
    .where("group_id", "in", [...below])
    .execute();
  if (rows.some(({ id, group_id: groupId }) => !policy.can("see", tagPlace(groups, { id, groupId })).allowed))
    throw problem("TAG_GROUP_HOLDS_HIDDEN", { group: groups.get(group)!.name });
}
