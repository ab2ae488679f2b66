import { z } from "zod";
import { IssueShape, Text } from "../common.ts";
import { operation } from "../define.ts";
import { GroupRef, Sensitivity, TagColor, TagParams } from "../shapes/tag.ts";

export const moveTags = operation({
  id: "moveTags",
  method: "POST",
  path: "/tags/move",
  room: "tags",
  permission: "tag.edit",
  tagAction: "edit",
  status: 200,
  summary: { zh: "把标签移到一个组，或调整组内顺序", en: "Move tags into a group, or change their order within it" },
  body: z
    .object({
      tags: z.array(z.string().min(1).max(200)).min(1).max(2_000).meta({ description: "Codes or names, in the order that they get" }),
      group: GroupRef,
      before: z.string().min(1).max(200).optional().meta({
        description: "The tag of that group, by code or name, in front of which they stand. Absent: at the end",
      }),
    })
    .strict(),
  response: z.object({ moved: z.number().int().meta({ description: "Tags that came from another group" }) }),
});

/** What is wrong and what is doubtful about a tag, with paths inside its definition. */
export const TagCheck = z.object({
  /** The tag's code; for a new tag the proposed one. */
  code: z.string(),
  /** What prevents publishing. */
  issues: z.array(IssueShape),
  /** What is doubtful about its name or rule. It prevents nothing. */
  remarks: z.array(Text.extend({ field: z.enum(["name.zh", "name.en", "rule"]) })),
});
export type TagCheck = z.output<typeof TagCheck>;

export const checkTag = operation({
  id: "checkTag",
  method: "POST",
  path: "/tags/check",
  room: "tags",
  permission: "tag.edit",
  tagAction: "edit",
  status: 200,
  summary: {
    zh: "检查标签定义：错误、名称建议、建议的编码",
    en: "Check a definition while it is written: errors, remarks about its name, a proposed code",
  },
  body: z
    .object({
      definition: z.record(z.string(), z.unknown()).meta({ description: "A tag as in tags.yaml; code and kind are optional" }),
      tag: z.string().min(1).max(200).optional().meta({ description: "The tag that is edited, by code or name. Absent: a new one" }),
    })
    .strict(),
  response: TagCheck,
});

const Changed = z.object({ tag: z.string().meta({ description: "Its code" }) });

const words = (most: number) => z.string().max(most).nullable().optional();

export const editTag = operation({
  id: "editTag",
  method: "PATCH",
  path: "/tags/:tag",
  room: "tags",
  permission: "tag.edit",
  tagAction: "edit",
  status: 200,
  summary: {
    zh: "修改标签的名称、含义、口径、负责人等（不含规则）",
    en: "Change what is not the rule of a tag: names, meaning, criteria, owner and so on",
  },
  params: TagParams,
  body: z
    .object({
      revision: z.number().int().meta({ description: "The revision that the edit is based on; another one is refused" }),
      name: z.union([z.string().max(1_000), z.record(z.string(), z.string().max(1_000))]).optional(),
      color: TagColor.optional(),
      owner: words(1_000),
      meaning: words(10_000),
      criteria: words(10_000),
      purpose: words(10_000),
      notes: words(10_000),
      unit: words(1_000),
      aliases: z.array(z.string().max(1_000)).max(100).optional(),
      review: z.string().max(100).nullable().optional(),
      sensitivity: Sensitivity.optional(),
    })
    .strict()
    .meta({ description: "Only what is given changes; null empties a field" }),
  response: z.object({ tag: z.string(), revision: z.number().int() }),
});

export const pauseTag = operation({
  id: "pauseTag",
  method: "POST",
  path: "/tags/:tag/pause",
  room: "tags",
  permission: "tag.edit",
  tagAction: "edit",
  status: 200,
  summary: { zh: "暂停标签：不再计算，人数保持不变", en: "Pause a tag: it is not evaluated any more and keeps its members" },
  params: TagParams,
  response: Changed,
});

export const retireTag = operation({
  id: "retireTag",
  method: "POST",
  path: "/tags/:tag/retire",
  room: "tags",
  permission: "tag.edit",
  tagAction: "edit",
  status: 200,
  summary: {
    zh: "停用标签：离开列表，历史保留；还在使用时拒绝并列出用处",
    en: "Retire a tag: it leaves the lists, its history stays; refused with the list of uses while it is used",
  },
  params: TagParams,
  response: Changed,
});
