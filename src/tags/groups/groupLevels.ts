import { problem } from "../../kernel/index.ts";
import { MAX_LEVELS, subtreeOf, type TagGroups } from "./tagGroups.ts";

/** How many levels a group has: 1 for a group without groups below it. */
export function levelsOf(groups: TagGroups, id: number): number {
  const own = groups.get(id)!.path.length;
  return Math.max(...Array.from(subtreeOf(groups, id), (one) => groups.get(one)!.path.length)) - own + 1;
}

/** @param levels of what comes under `parent` @throws TAG_GROUP_LEVELS */
export function requireLevels(groups: TagGroups, parent: number | null, levels: number): void {
  const above = parent === null ? 0 : groups.get(parent)!.path.length;
  if (above + levels > MAX_LEVELS) throw problem("TAG_GROUP_LEVELS", { limit: MAX_LEVELS, wanted: above + levels });
}
