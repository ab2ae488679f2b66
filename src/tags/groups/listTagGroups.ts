import type { TagPolicy } from "../../access/index.ts";
import type { TagGroup as ShownGroup } from "../../contract/index.ts";
import type { Ctx, Records, RecordsTx } from "../../engine/index.ts";
import { formatInstant, requirePermission } from "../../kernel/index.ts";
import { needsApproval, readApprovals, type Approvals } from "../approval/approvals.ts";
import { tagPlace } from "../grants/tagPlace.ts";
import { pinyinOfAll } from "../search/pinyinOf.ts";
import { visibleTags } from "../visible/visibleTags.ts";
import { readGroups, subtreeOf, type TagGroup } from "./tagGroups.ts";

/** The groups that the actor may see, in the order of the tree, with their numbers of tags. */
export async function listTagGroups({ ctx }: { ctx: Ctx }): Promise<{ items: ShownGroup[]; ungrouped: number; needsApproval: boolean }> {
  requirePermission(ctx, "tag.read");
  const { groups, tags } = await visibleTags(ctx);
  const counts = countByGroup(tags.values());
  const { top } = await readApprovals(ctx.records, groups);
  const items = Array.from(groups.values(), (group) => shownGroup(group, { groups, top }, counts));
  return { items, ungrouped: counts.get(null) ?? 0, needsApproval: top };
}

/** One group as answers show it. */
export async function showGroup(records: Records | RecordsTx, id: number, policy: TagPolicy): Promise<ShownGroup> {
  const groups = await readGroups(records);
  const rows = await records.selectFrom("tags").select(["id", "group_id"]).where("state", "!=", "retired").execute();
  const tags = rows.map(({ id: tag, group_id: groupId }) => ({ id: tag, groupId }));
  const seen = policy.seesAll ? tags : tags.filter((tag) => policy.can("see", tagPlace(groups, tag)).allowed);
  return shownGroup(groups.get(id)!, await readApprovals(records, groups), countByGroup(seen));
}

function countByGroup(tags: Iterable<{ readonly groupId: number | null }>): ReadonlyMap<number | null, number> {
  const counts = new Map<number | null, number>();
  for (const { groupId } of tags) counts.set(groupId, (counts.get(groupId) ?? 0) + 1);
  return counts;
}

function shownGroup(group: TagGroup, approvals: Approvals, counts: ReadonlyMap<number | null, number>): ShownGroup {
  const { id, parent, name, path, color, description, owner, exclusive, approval } = group;
  const updatedAt = formatInstant(group.updatedAt.getTime());
  const tagsBelow = [...subtreeOf(approvals.groups, id)].reduce((sum, one) => sum + (counts.get(one) ?? 0), 0);
  return {
    id,
    parent,
    name,
    path: [...path],
    pinyin: pinyinOfAll([name.zh]),
    color,
    description,
    owner,
    exclusive,
    approval,
    needsApproval: needsApproval(approvals, id),
    updatedAt,
    tags: counts.get(id) ?? 0,
    tagsBelow,
  };
}
