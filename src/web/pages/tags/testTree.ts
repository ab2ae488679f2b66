import type { TagGroup, TagSummary } from "../../../contract/index.ts";

/** Groups and tags for tests of the tree. */
export function aGroup(id: number, name: string, parent: number | null, more: Partial<TagGroup> = {}): TagGroup {
  const text = { zh: name, en: name };
  return {
    id,
    parent,
    name: text,
    path: [text],
    pinyin: [],
    color: null,
    description: null,
    owner: null,
    exclusive: "none",
    approval: "inherited",
    needsApproval: false,
    updatedAt: "2026-01-01T00:00:00.000Z",
    tags: 0,
    tagsBelow: 0,
    ...more,
  };
}

export function aTag(code: string, groupId: number | null, more: Partial<TagSummary> = {}): TagSummary {
  return {
    code,
    name: { zh: `名${code}`, en: code },
    kind: "rule",
    groupId,
    group: [],
    aliases: [],
    pinyin: [],
    color: "teal",
    state: "published",
    owner: null,
    sensitivity: "ordinary",
    unit: null,
    version: 1,
    members: null,
    coverage: null,
    evaluatedAt: null,
    failure: null,
    stateSince: "2026-11-01T00:00:00.000Z",
    ...more,
  };
}
