import type { TagPlace } from "../../access/index.ts";
import type { TagGroups } from "../groups/tagGroups.ts";

/** Where a tag stands in the tree, for the policy. @param id null for a tag that is about to be created */
export function tagPlace(groups: TagGroups, { id, groupId }: { readonly id: number | null; readonly groupId: number | null }): TagPlace {
  return { id, groups: groupsFrom(groups, groupId) };
}

/** Numbers of a group and of those above it, the nearest first. Empty for null. */
export function groupsFrom(groups: TagGroups, id: number | null): number[] {
  const found: number[] = [];
  for (let next = id === null ? undefined : groups.get(id); next; next = next.parent === null ? undefined : groups.get(next.parent))
    found.push(next.id);
  return found;
}
