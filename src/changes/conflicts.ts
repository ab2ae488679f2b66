import type { Text } from "../kernel/index.ts";
import { differences } from "../publishing/index.ts";
import { documentOf, type TagGroups, type TagRecord, type TagSet } from "../tags/index.ts";
import type { Entry } from "./entries.ts";

const said = (zh: string, en: string): Text[] => [{ zh, en }];

/**
 * What changed of a tag since a change request was made, in words: empty while the request can be published. Renaming or moving a group
 * changes no tag. @param retired codes of the tags that are retired now
 */
export function changedSince(entry: Entry, { tags, groups }: TagSet, retired: ReadonlySet<string>): Text[] {
  const now = tags.get(entry.code);
  if (entry.was === "none" && now) return said("已经有这个编码的标签", "a tag with this code exists by now");
  if (entry.was === "none" && retired.has(entry.code)) return said("这个编码属于一个停用的标签", "its code belongs to a retired tag");
  if (entry.was === "retired" && !retired.has(entry.code)) return said("已经恢复", "it was restored");
  if (entry.after !== null && entry.afterGroup !== null && !groups.has(entry.afterGroup))
    return said("申请里的标签组已删除", "the group that it asks for was removed");
  if (entry.before === null) return [];
  if (!now) return said("已经停用", "it was retired");
  return [...movedTo(entry, now, groups), ...differences(withoutGroup(entry.before), withoutGroup(documentOf(now)), null, null)];
}

function movedTo({ beforeGroup }: Entry, { groupId }: TagRecord, groups: TagGroups): Text[] {
  if (beforeGroup === groupId) return [];
  const path = (lang: "zh" | "en") =>
    groupId === null
      ? "/"
      : groups
          .get(groupId)!
          .path.map((name) => name[lang])
          .join("/");
  return said(`移到了 ${path("zh")}`, `it was moved to ${path("en")}`);
}

function withoutGroup({ group: _, ...document }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return document;
}
