import type { TagOverlap } from "../contract/index.ts";
import type { Ctx } from "../engine/index.ts";
import { requirePermission, tagKind } from "../kernel/index.ts";
import { countOverlaps } from "../membership/index.ts";
import { visibleTags } from "../tags/index.ts";

/** Pairs of tags of an exclusive group that some customers have both: rule tags, and static tags that were added before it was exclusive. */
export async function listTagOverlaps({ ctx }: { ctx: Ctx }): Promise<{ items: TagOverlap[] }> {
  requirePermission(ctx, "tag.read");
  const { tags, groups } = await visibleTags(ctx);
  const exclusive = [...groups.values()].filter((group) => group.exclusive !== "none");
  const having = [...tags.values()].filter((tag) => tagKind(tag.kind).hasMembers);
  const sets = exclusive.map(({ id }) => having.filter(({ groupId }) => groupId === id).map((tag) => tag.id));
  const byNumber = new Map(having.map((tag) => [tag.id, tag]));
  const overlaps = await countOverlaps(ctx, sets);
  return {
    items: overlaps.map(({ tags: pair, customers }) => {
      const [one, two] = [byNumber.get(pair[0])!, byNumber.get(pair[1])!];
      return {
        group: one.groupId!,
        tags: [
          { code: one.code, name: one.name },
          { code: two.code, name: two.name },
        ],
        customers,
      };
    }),
  };
}
