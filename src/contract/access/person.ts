import { z } from "zod";
import { InstantText, Use } from "../common.ts";
import { operation } from "../define.ts";
import { PersonRole } from "../shapes/role.ts";
import { InvitationShape } from "./invitation.ts";

export const PersonShape = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  role: PersonRole,
  /** From the top of the tree down to the person's own department. Empty without one. */
  departments: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Whether signing in needs a code of an authenticator. */
  twoFactor: z.boolean(),
  createdAt: InstantText,
  /** The last use of an open session. */
  lastUsedAt: InstantText.nullable(),
  disabledAt: InstantText.nullable(),
});
export type PersonShape = z.output<typeof PersonShape>;

const Login = z.string().min(1).max(200);
const Name = z.string().trim().min(1).max(100);
const Department = z.string().max(1000).nullable().meta({ description: "An id, a path (`Sales/East`), or a name that only one has" });
const params = z.object({ person: z.string().min(1).max(200).meta({ description: "The id or the login" }) });

export const listPeople = operation({
  id: "listPeople",
  method: "GET",
  path: "/people",
  room: "access",
  permission: "team.manage",
  status: 200,
  summary: { zh: "成员列表，可按姓名、角色、部门、状态筛选", en: "List people, filtered by name, role, department and state" },
  query: z.object({
    q: z.string().max(200).optional().meta({ description: "Part of a name or login" }),
    role: PersonRole.optional(),
    department: z.string().max(1000).optional().meta({ description: "With the departments below it. `none`: people without one" }),
    state: z.enum(["active", "disabled", "all"]).default("active"),
  }),
  response: z.object({ items: z.array(PersonShape) }),
});

export const createPerson = operation({
  id: "createPerson",
  method: "POST",
  path: "/people",
  room: "access",
  permission: "team.manage",
  status: 201,
  summary: { zh: "添加成员", en: "Add a person" },
  body: z
    .object({ login: Login, name: Name, role: PersonRole, department: Department.optional(), password: z.string().min(1).max(500) })
    .strict(),
  response: z.object({ person: z.string() }),
});

export const invitePerson = operation({
  id: "invitePerson",
  method: "POST",
  path: "/invitations",
  room: "access",
  permission: "team.manage",
  status: 201,
  summary: {
    zh: "邀请成员，得到一个只能用一次、只显示这一次的链接",
    en: "Invite a person by a link that works once and is shown only in this answer",
  },
  body: z
    .object({
      role: PersonRole,
      department: Department.optional(),
      name: z.string().trim().max(100).default("").meta({ description: "For whom it is; shown in the list and suggested as the name" }),
      days: z.number().int().min(1).max(90).default(7).meta({ description: "How long the link works" }),
    })
    .strict(),
  response: z.object({
    invitation: InvitationShape,
    token: z.string().meta({ description: "The part of the link after `#`" }),
    link: z.string(),
  }),
});

export const changePerson = operation({
  id: "changePerson",
  method: "PATCH",
  path: "/people/:person",
  room: "access",
  permission: "team.manage",
  status: 200,
  summary: {
    zh: "修改成员的姓名、角色或部门，立即生效",
    en: "Change a person's name, role or department; it takes effect at once",
  },
  params,
  body: z.object({ name: Name, role: PersonRole, department: Department }).partial().strict(),
  response: PersonShape,
});

export const listHoldings = operation({
  id: "listHoldings",
  method: "GET",
  path: "/people/:person/holdings",
  room: "access",
  permission: "team.manage",
  status: 200,
  summary: { zh: "成员负责的标签、Webhook、数据源和 API 密钥", en: "The tags, webhooks, data sources and API keys that a person owns" },
  params,
  response: z.object({ items: z.array(Use) }),
});

export const disablePerson = operation({
  id: "disablePerson",
  method: "POST",
  path: "/people/:person/disable",
  room: "access",
  permission: "team.manage",
  status: 200,
  summary: {
    zh: "停用成员：立即退出登录，所负责的内容移交给他人",
    en: "Disable a person: sessions end at once, and what the person owns is handed over",
  },
  params,
  body: z
    .object({
      handOverTo: z
        .string()
        .min(1)
        .max(200)
        .optional()
        .meta({ description: "Id or login of the new owner. Required if the person owns something" }),
    })
    .strict(),
  response: z.object({ person: PersonShape, handedOver: z.array(Use) }),
});

export const enablePerson = operation({
  id: "enablePerson",
  method: "POST",
  path: "/people/:person/enable",
  room: "access",
  permission: "team.manage",
  status: 200,
  summary: { zh: "启用已停用的成员", en: "Enable a disabled person" },
  params,
  response: PersonShape,
});

export const resetTwoFactor = operation({
  id: "resetTwoFactor",
  method: "POST",
  path: "/people/:person/two-factor/reset",
  room: "access",
  permission: "team.manage",
  status: 200,
  summary: {
    zh: "为丢失验证器的成员关闭两步验证，并退出其所有设备",
    en: "Turn two-step verification off for a person who lost the authenticator; their sessions end",
  },
  params,
  response: PersonShape,
});
