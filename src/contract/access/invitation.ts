import { z } from "zod";
import { InstantText } from "../common.ts";
import { operation } from "../define.ts";
import { PersonRole } from "../shapes/role.ts";
import { SessionAnswer } from "./session.ts";

const Departments = z.array(z.object({ id: z.string(), name: z.string() }));

export const InvitationShape = z.object({
  id: z.string(),
  /** For whom it is; may be empty. */
  name: z.string(),
  role: PersonRole,
  /** From the top of the tree down. Empty without a department. */
  departments: Departments,
  createdAt: InstantText,
  createdBy: z.string(),
  endsAt: InstantText,
  /** `withdrawn`: by hand, or because its creator may no longer invite. */
  state: z.enum(["open", "used", "expired", "withdrawn"]),
  usedAt: InstantText.nullable(),
  usedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
});
export type InvitationShape = z.output<typeof InvitationShape>;

export const listInvitations = operation({
  id: "listInvitations",
  method: "GET",
  path: "/invitations",
  room: "access",
  permission: "team.manage",
  status: 200,
  summary: { zh: "邀请列表，新的在前", en: "List invitations, newest first" },
  query: z.object({ state: z.enum(["open", "all"]).default("all") }),
  response: z.object({ items: z.array(InvitationShape) }),
});

export const withdrawInvitation = operation({
  id: "withdrawInvitation",
  method: "DELETE",
  path: "/invitations/:invitation",
  room: "access",
  permission: "team.manage",
  status: 200,
  summary: { zh: "撤回邀请，链接立即失效", en: "Withdraw an invitation; its link stops working at once" },
  params: z.object({ invitation: z.string().min(1).max(100) }),
  response: InvitationShape,
});

// Sent in the body: servers write the addresses of requests into their logs.
const Token = z.string().min(1).max(200);

export const readInvitation = operation({
  id: "readInvitation",
  method: "POST",
  path: "/invitation",
  room: "access",
  permission: "public",
  status: 200,
  summary: { zh: "打开邀请链接时：是否有效，角色和部门", en: "What an invitation link offers: role and department" },
  body: z.object({ token: Token }).strict(),
  response: z.object({
    workspace: z.string(),
    name: z.string(),
    role: PersonRole,
    departments: z.array(z.string()),
    invitedBy: z.string(),
    endsAt: InstantText,
  }),
});

export const acceptInvitation = operation({
  id: "acceptInvitation",
  method: "POST",
  path: "/invitation/accept",
  room: "access",
  permission: "public",
  status: 200,
  summary: {
    zh: "接受邀请：设置账号、姓名和密码，并登录",
    en: "Accept an invitation: set login, name and password; sets the session cookie",
  },
  body: z
    .object({
      token: Token,
      login: z.string().trim().min(1).max(200),
      name: z.string().trim().min(1).max(100),
      password: z.string().min(1).max(500),
    })
    .strict(),
  response: SessionAnswer,
});
