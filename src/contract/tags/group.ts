import { z } from "zod";
import { InstantText, Text } from "../common.ts";
import { operation } from "../define.ts";
import { Approval, Exclusive, GroupRef, Pinyin, TagColor } from "../shapes/tag.ts";

export const TagGroup = z.object({
  id: z.number().int(),
  /** Null: at the top of the tree. */
  parent: z.number().int().nullable(),
  name: Text,
  /** Names from the root down, its own last. */
  path: z.array(Text),
  pinyin: Pinyin,
  color: TagColor.nullable(),
  description: z.string().nullable(),
  owner: z.string().nullable(),
  exclusive: Exclusive,
  approval: Approval,
  /** Whether changes of its tags need an approval, by its own setting or one above. */
  needsApproval: z.boolean(),
  /** When anything of it but its place changed; what `based` of changeTagGroup compares. */
  updatedAt: InstantText,
  /** Tags directly in it. Retired tags are not counted. */
  tags: z.number().int(),
  /** Tags in it and in the groups below it. */
  tagsBelow: z.number().int(),
});
export type TagGroup = z.output<typeof TagGroup>;

/** A name may have 60 characters. A longer text is answered with TAG_GROUP_NAME, which says how long it is. */
const MAX_TYPED_CHARACTERS = 100_000;

const Name = z
  .union([
    z.string().max(MAX_TYPED_CHARACTERS),
    z
      .object({ zh: z.string().max(MAX_TYPED_CHARACTERS), en: z.string().max(MAX_TYPED_CHARACTERS) })
      .partial()
      .strict(),
  ])
  .meta({
    description: "One name for both languages, or { zh, en } with at least one of them",
  });
const Words = {
  color: TagColor.nullable().optional(),
  description: z.string().trim().max(2_000).nullable().optional(),
  owner: z.string().trim().max(100).nullable().optional(),
  exclusive: Exclusive.optional(),
};
const Params = z.object({ group: GroupRef });
const Before = GroupRef.optional().meta({ description: "The group of the same parent in front of which it stands. Absent: at the end" });

export const listTagGroups = operation({
  id: "listTagGroups",
  method: "GET",
  path: "/tag-groups",
  room: "tags",
  permission: "tag.read",
  status: 200,
  summary: { zh: "标签组（按树的顺序，含标签数）", en: "The groups of tags in the order of the tree, with their numbers of tags" },
  response: z.object({
    items: z.array(TagGroup),
    ungrouped: z.number().int().meta({ description: "Tags without a group" }),
    needsApproval: z.boolean().meta({ description: "Whether changes of tags need an approval where no group says anything" }),
  }),
});

export const createTagGroup = operation({
  id: "createTagGroup",
  method: "POST",
  path: "/tag-groups",
  room: "tags",
  permission: "tag.edit",
  tagAction: "edit",
  status: 201,
  summary: { zh: "新建标签组", en: "Create a group of tags" },
  body: z.object({ name: Name, parent: GroupRef.default("/"), before: Before, ...Words }).strict(),
  response: TagGroup,
});

export const changeTagGroup = operation({
  id: "changeTagGroup",
  method: "PATCH",
  path: "/tag-groups/:group",
  room: "tags",
  permission: "tag.edit",
  tagAction: "edit",
  status: 200,
  summary: { zh: "修改标签组：名称、颜色、说明、负责人、互斥", en: "Change a group: name, colour, description, owner, exclusive" },
  params: Params,
  body: z
    .object({
      name: Name.optional(),
      ...Words,
      based: InstantText.max(40)
        .optional()
        .meta({ description: "The `updatedAt` that was read. Another one now: TAG_GROUP_CHANGED_SINCE" }),
    })
    .strict(),
  response: TagGroup,
});

export const moveTagGroup = operation({
  id: "moveTagGroup",
  method: "POST",
  path: "/tag-groups/:group/move",
  room: "tags",
  permission: "tag.edit",
  tagAction: "edit",
  status: 200,
  summary: { zh: "移动标签组，或调整顺序", en: "Move a group under another one, or change its place" },
  params: Params,
  body: z.object({ parent: GroupRef, before: Before }).strict(),
  response: TagGroup,
});

export const removeTagGroup = operation({
  id: "removeTagGroup",
  method: "DELETE",
  path: "/tag-groups/:group",
  room: "tags",
  permission: "tag.edit",
  tagAction: "edit",
  status: 200,
  summary: { zh: "删除标签组；其中的标签和下级组移到别处", en: "Remove a group; its tags and subgroups move to another place" },
  params: Params,
  query: z.object({
    moveTo: GroupRef.optional().meta({ description: "Where its tags and subgroups move to; `/` is the top. Absent: it must be empty" }),
  }),
  response: z.object({ tags: z.number().int(), groups: z.number().int() }),
});

export const setApproval = operation({
  id: "setApproval",
  method: "PUT",
  path: "/tag-groups/:group/approval",
  room: "tags",
  permission: "team.manage",
  status: 200,
  summary: {
    zh: "设置修改标签是否需要审批：整个工作区（/）或一个标签组",
    en: "Set whether changes of tags need an approval: in the workspace (`/`) or in a group",
  },
  params: Params,
  body: z.object({ approval: Approval }).strict(),
  response: z.object({ needsApproval: z.boolean() }),
});
