import { nearest, problem } from "../../kernel/index.ts";
import { foldedName } from "../../rules/index.ts";
import { groupsAlong, isCalled } from "./placeOf.ts";
import type { TagGroup, TagGroups } from "./tagGroups.ts";

/**
 * Finds a group by number, by path (`客户价值/价值等级`) or by a name that only one group has, in either language.
 * @throws TAG_GROUP_NOT_FOUND with a suggestion, TAG_GROUP_AMBIGUOUS
 */
export function findGroup(groups: TagGroups, text: string): TagGroup {
  const byNumber = /^\d{1,9}$/.test(text) ? groups.get(Number(text)) : undefined;
  if (byNumber) return byNumber;
  const names = text.split("/").map((name) => name.trim());
  const along = groupsAlong(groups, names);
  if (along.length === names.length) return along.at(-1)!;
  const named = [...groups.values()].filter((group) => isCalled(group, foldedName(text)));
  if (named.length === 1) return named[0]!;
  const paths = (those: Iterable<TagGroup>) => Array.from(those, ({ path }) => path.map(({ zh }) => zh).join("/"));
  if (named.length > 1) throw problem("TAG_GROUP_AMBIGUOUS", { name: text.slice(0, 100), paths: paths(named) });
  throw problem("TAG_GROUP_NOT_FOUND", { group: text.slice(0, 100), suggestion: nearest(text, paths(groups.values())) });
}

/** The number of the group that a text names; null for `/`, which is the top of the tree. @throws as findGroup */
export function placeCalled(groups: TagGroups, text: string): number | null {
  return text === "/" ? null : findGroup(groups, text).id;
}
