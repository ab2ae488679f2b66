import { tagPolicy } from "../../access/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { tagKind } from "../../kernel/index.ts";
import type { TagRecord, TagSet } from "../definition.ts";
import { tagPlace } from "../grants/tagPlace.ts";

/** The static tags of an exclusive group in their order: a customer has at most one of them. */
export interface ExclusiveTags {
  readonly group: number;
  readonly wins: "newer" | "higher";
  readonly tags: readonly TagRecord[];
}

/** The tags that exclude each other with this one; null when its group is not exclusive. */
export function exclusiveTags(set: Pick<TagSet, "tags" | "groups">, tag: TagRecord): ExclusiveTags | null {
  const group = tag.groupId === null ? undefined : set.groups.get(tag.groupId);
  if (!group || group.exclusive === "none") return null;
  const tags = [...set.tags.values()].filter((other) => other.groupId === group.id && tagKind(other.kind).isAssigned);
  return { group: group.id, wins: group.exclusive, tags };
}

/** Numbers of the tags among these that the actor may not take off a customer. */
export async function guardedTags(
  ctx: Pick<Ctx, "records" | "caches" | "actor">,
  { groups }: Pick<TagSet, "groups">,
  tags: readonly TagRecord[],
): Promise<ReadonlySet<number>> {
  const policy = await tagPolicy(ctx);
  return new Set(tags.filter((tag) => !policy.can("assign", tagPlace(groups, tag)).allowed).map(({ id }) => id));
}
