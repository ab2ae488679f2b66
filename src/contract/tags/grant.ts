import { z } from "zod";
import { Text } from "../common.ts";
import { operation } from "../define.ts";
import { GrantEffect, GrantShape, TagAction } from "../shapes/grant.ts";
import { PersonRole } from "../shapes/role.ts";
import { GroupRef } from "../shapes/tag.ts";

const TagRef = z.string().min(1).max(200).meta({ description: "Code or name" });
const PersonRef = z.string().min(1).max(200).meta({ description: "The id or the login" });
const DepartmentRef = z.string().min(1).max(1_000).meta({ description: "An id, a path (`Sales/East`), or a name that only one has" });

/** Exactly one of them. */
const Subject = z.union([
  z.object({ role: PersonRole }).strict(),
  z.object({ department: DepartmentRef }).strict(),
  z.object({ person: PersonRef }).strict(),
]);
const Object = z.union([
  z.object({ tag: TagRef }).strict(),
  z.object({ group: GroupRef }).strict(),
  z.object({ workspace: z.literal(true) }).strict(),
]);

export const listGrants = operation({
  id: "listGrants",
  method: "GET",
  path: "/grants",
  room: "tags",
  permission: "team.manage",
  status: 200,
  summary: {
    zh: "标签权限：允许或禁止谁看到、打、修改、审批哪些标签",
    en: "Rights on tags: who is allowed or denied to see, assign, edit and approve which tags",
  },
  query: z.object({
    tag: TagRef.optional().meta({ description: "Only grants that reach this tag: on it, on its groups, on the workspace" }),
    group: GroupRef.optional().meta({ description: "Only grants that reach this group" }),
  }),
  response: z.object({ items: z.array(GrantShape) }),
});

export const createGrant = operation({
  id: "createGrant",
  method: "POST",
  path: "/grants",
  room: "tags",
  permission: "team.manage",
  status: 201,
  summary: {
    zh: "授权或禁止；同一对象、同一操作的旧设置被替换",
    en: "Allow or deny something. It replaces what is set for the same subject, object and action",
  },
  body: z.object({ subject: Subject, object: Object, action: TagAction, effect: GrantEffect }).strict(),
  response: GrantShape,
});

export const removeGrant = operation({
  id: "removeGrant",
  method: "DELETE",
  path: "/grants/:grant",
  room: "tags",
  permission: "team.manage",
  status: 200,
  summary: { zh: "删除一项授权或禁止", en: "Remove a grant" },
  params: z.object({ grant: z.string().min(1).max(100) }),
  response: z.object({ ok: z.literal(true) }),
});

export const explainGrants = operation({
  id: "explainGrants",
  method: "GET",
  path: "/tags/:tag/rights",
  room: "tags",
  permission: "team.manage",
  status: 200,
  summary: { zh: "某人对某标签能做什么，由哪条规则决定", en: "What a person may do with a tag, and which rule decides" },
  params: z.object({ tag: TagRef }),
  query: z.object({ person: PersonRef }),
  response: z.object({
    person: z.object({ id: z.string(), login: z.string(), name: z.string() }),
    tag: z.object({ code: z.string(), name: Text }),
    actions: z.array(
      z.object({
        action: TagAction,
        allowed: z.boolean(),
        /** The one rule that decides, in words. */
        because: Text,
        /** The grant that decides; null if it is the role. */
        grant: z.string().nullable(),
      }),
    ),
  }),
});
export type ExplainedGrants = z.output<typeof explainGrants.response>;
