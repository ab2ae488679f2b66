import { z } from "zod";
import { PERMISSIONS } from "../../kernel/index.ts";
import { InstantText } from "../common.ts";
import { operation } from "../define.ts";
import { Role } from "../shapes/role.ts";

export const SessionShape = z.object({
  person: z.object({ id: z.string(), name: z.string(), login: z.string(), role: Role }),
  permissions: z.array(z.enum(PERMISSIONS)),
  workspace: z.object({ id: z.string(), name: z.string(), timezone: z.string() }),
});
export type SessionShape = z.output<typeof SessionShape>;

/** A session. `live` is a position of GET /api/live: a client that reads this first and then listens from there misses nothing. */
export const SessionAnswer = SessionShape.extend({ live: z.string() });

export const signIn = operation({
  id: "signIn",
  method: "POST",
  path: "/session",
  room: "access",
  permission: "public",
  status: 200,
  summary: { zh: "登录", en: "Sign in; sets the session cookie" },
  body: z
    .object({
      login: z.string().min(1).max(200),
      password: z.string().min(1).max(500),
      code: z.string().max(100).optional().meta({
        description: "For accounts with two-step verification (CODE_NEEDED): six digits of the authenticator, or a recovery code",
      }),
    })
    .strict(),
  response: SessionAnswer,
});

export const signOut = operation({
  id: "signOut",
  method: "DELETE",
  path: "/session",
  room: "access",
  permission: "own",
  status: 200,
  summary: { zh: "退出登录", en: "Sign out" },
  response: z.object({ ok: z.literal(true) }),
});

export const readSession = operation({
  id: "readSession",
  method: "GET",
  path: "/session",
  room: "access",
  permission: "own",
  status: 200,
  summary: { zh: "当前登录者", en: "Who is signed in" },
  response: SessionAnswer,
});

/** An active session. */
export const SignedInShape = z.object({
  id: z.string(),
  person: z.object({ id: z.string(), name: z.string(), login: z.string() }),
  /** The address of the sign-in, and the browser's User-Agent. */
  address: z.string(),
  agent: z.string(),
  createdAt: InstantText,
  lastUsedAt: InstantText,
  endsAt: InstantText.meta({ description: "Each use extends it, up to 90 days after the sign-in" }),
  /** True for the session of this request. */
  current: z.boolean(),
});
export type SignedInShape = z.output<typeof SignedInShape>;

export const listSessions = operation({
  id: "listSessions",
  method: "GET",
  path: "/sessions",
  room: "access",
  permission: "own",
  status: 200,
  summary: {
    zh: "登录会话：自己的，或全部人的（需要权限 team.manage）",
    en: "List sessions: your own, or everybody's (needs team.manage)",
  },
  query: z.object({ all: z.enum(["true", "false"]).default("false") }),
  response: z.object({ items: z.array(SignedInShape) }),
});
export const endSession = operation({
  id: "endSession",
  method: "DELETE",
  path: "/sessions/:session",
  room: "access",
  permission: "own",
  status: 200,
  summary: {
    zh: "结束一个登录会话：自己的，或任何人的（需要权限 team.manage）",
    en: "End a session: your own, or anybody's (needs team.manage)",
  },
  params: z.object({ session: z.string().min(1).max(100) }),
  response: z.object({ ok: z.literal(true) }),
});
export const endOtherSessions = operation({
  id: "endOtherSessions",
  method: "DELETE",
  path: "/sessions",
  room: "access",
  permission: "own",
  status: 200,
  summary: { zh: "结束自己的其他登录会话", en: "End all your other sessions" },
  response: z.object({ ended: z.number().int() }),
});
