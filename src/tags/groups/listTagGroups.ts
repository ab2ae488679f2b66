import type { TagGroup as ShownGroup } from "../../contract/index.ts";
import type { Ctx, Records, RecordsTx } from "../../engine/index.ts";
import { requirePermission } from "../../kernel/index.ts";
import { pinyinOfAll } from "../search/pinyinOf.ts";
import { readGroups, subtreeOf, type TagGroup, type TagGroups } from "./tagGroups.ts";

/** The groups in the order of the tree, with their numbers of tags. */
export async function listTagGroups({ ctx }: { ctx: Ctx }): Promise<{ items: ShownGroup[]; ungrouped: number }> {
  requirePermission(ctx, "tag.read");
  const [groups, counts] = await Promise.all([readGroups(ctx.records), countTags(ctx.records)]);
  return { items: Array.from(groups.values(), (group) => shownGroup(group, groups, counts)), ungrouped: counts.get(null) ?? 0 };
}

/** One group as answers show it. */
export async function showGroup(records: Records | RecordsTx, id: number): Promise<ShownGroup> {
  const groups = await readGroups(records);
  return shownGroup(groups.get(id)!, groups, await countTags(records));
}

async function countTags(records: Records | RecordsTx): Promise<ReadonlyMap<number | null, number>> {
  const rows = await records
    .selectFrom("tags")
    .select(["group_id", ({ fn }) => fn.countAll<string>().as("tags")])
    .where("state", "!=", "retired")
    .groupBy("group_id")
    .execute();
  return new Map(rows.map(({ group_id, tags }) => [group_id, Number(tags)]));
}

function shownGroup(group: TagGroup, groups: TagGroups, counts: ReadonlyMap<number | null, number>): ShownGroup {
  const { id, parent, name, path, color, description, owner, exclusive } = group;
  const tagsBelow = [...subtreeOf(groups, id)].reduce((sum, one) => sum + (counts.get(one) ?? 0), 0);
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
    tags: counts.get(id) ?? 0,
    tagsBelow,
  };
}
