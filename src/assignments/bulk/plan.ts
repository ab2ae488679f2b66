import type { BulkAssignmentInput } from "../../contract/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { problem, tagKind, type Instant } from "../../kernel/index.ts";
import { reasonOf } from "../../membership/index.ts";
import { exclusiveTags, findTag, requireTag, visibleTags, type TagRecord, type TagSet, type VisibleTags } from "../../tags/index.ts";
import { endInstantOf } from "../endInstant.ts";

/** The checked tags and terms of a bulk assignment. */
export interface BulkPlan {
  readonly visible: VisibleTags;
  readonly add: readonly TagRecord[];
  readonly remove: readonly TagRecord[];
  readonly reason: string | null;
  readonly until: Instant | null;
}

/**
 * Reads the tags that a bulk assignment names, with the actor's present rights.
 * @throws TAG_NOT_FOUND, FORBIDDEN, TAG_NOT_STATIC, BULK_NO_TAGS, BULK_BOTH_WAYS, BULK_EXCLUSIVE, BULK_UNTIL, UNTIL_NOT_AHEAD
 */
export async function readPlan(ctx: Ctx, input: Omit<BulkAssignmentInput, "who">): Promise<BulkPlan> {
  const visible = await visibleTags(ctx);
  const add = await assignable(ctx, visible, input.add);
  const remove = await assignable(ctx, visible, input.remove);
  if (add.length + remove.length === 0) throw problem("BULK_NO_TAGS", {});
  const both = add.find(({ id }) => remove.some((tag) => tag.id === id));
  if (both) throw problem("BULK_BOTH_WAYS", { tag: both.name[ctx.lang] });
  requireOneOfEachGroup(ctx, visible.all, add);
  if (input.until !== undefined && add.length === 0) throw problem("BULK_UNTIL", {});
  const until = input.until === undefined ? null : endInstantOf(input.until, ctx);
  return { visible, add, remove, reason: reasonOf(input.reason), until };
}

async function assignable(ctx: Ctx, visible: VisibleTags, names: readonly string[]): Promise<TagRecord[]> {
  const tags = new Map<number, TagRecord>();
  for (const name of names) {
    const tag = findTag(visible, name);
    await requireTag(ctx, "assign", tag, visible);
    if (!tagKind(tag.kind).isAssigned) throw problem("TAG_NOT_STATIC", { tag: tag.name.zh, kind: tag.kind });
    tags.set(tag.id, tag);
  }
  return [...tags.values()];
}

function requireOneOfEachGroup(ctx: Ctx, set: TagSet, add: readonly TagRecord[]): void {
  const groups = Map.groupBy(
    add.filter((tag) => exclusiveTags(set, tag) !== null),
    ({ groupId }) => groupId!,
  );
  for (const [group, tags] of groups)
    if (tags.length > 1)
      throw problem("BULK_EXCLUSIVE", { group: set.groups.get(group)!.name[ctx.lang], tags: tags.map(({ name }) => name[ctx.lang]) });
}
