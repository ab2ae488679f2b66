import { entry } from "./problem.ts";

/** Errors of bulk assignments. */
export const bulk = {
  BULK_NO_TAGS: entry<Record<string, never>>({
    status: 422,
    exit: 3,
    zh: () => "请至少写一个要添加或移除的标签。",
    en: () => "Name at least one tag to add or to remove.",
  }),
  BULK_BOTH_WAYS: entry<{ tag: string }>({
    status: 422,
    exit: 3,
    zh: ({ tag }) => `「${tag}」既要添加又要移除。请只保留一处。`,
    en: ({ tag }) => `${tag} is to be added and removed. Keep it in one of the two lists.`,
  }),
  BULK_EXCLUSIVE: entry<{ group: string; tags: readonly string[] }>({
    status: 422,
    exit: 3,
    zh: ({ group, tags }) => `「${tags.join("」「")}」同在互斥的标签组「${group}」，一位客户只能有其中一个。请只添加一个。`,
    en: ({ group, tags }) => `${tags.join(" and ")} are in the exclusive group ${group}: a customer has one of them. Add one only.`,
  }),
  BULK_WHO: entry<Record<string, never>>({
    status: 422,
    exit: 3,
    zh: () => "请写明给谁打标签：`who.list`（名单）或 `who.matching`（筛选条件），二选一。",
    en: () => "Say whom it is about: `who.list` (a list) or `who.matching` (a filter), one of the two.",
  }),
  BULK_UNTIL: entry<Record<string, never>>({
    status: 422,
    exit: 3,
    zh: () => "移除标签没有到期时间。请去掉 `until`，或写上要添加的标签。",
    en: () => "A tag that is removed has no end. Leave `until` out, or name a tag to add.",
  }),
  BULK_UNDONE: entry<{ bulk: number; by: string }>({
    status: 409,
    exit: 6,
    zh: ({ bulk, by }) => `批量打标签 #${bulk} 已由 ${by} 撤销。`,
    en: ({ bulk, by }) => `${by} has undone bulk assignment #${bulk} already.`,
  }),
};
