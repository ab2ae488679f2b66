import { z } from "zod";
import { PERMISSIONS } from "../../kernel/index.ts";
import { operation } from "../define.ts";
import { Role } from "../shapes/role.ts";

export const SessionShape = z.object({
  person: z.object({ id: z.string(), name: z.string(), login: z.string(), role: Role }),
  permissions: z.array(z.enum(PERMISSIONS)),
  workspace: z.object({ id: z.string(), name: z.string(), timezone: z.string() }),
});
export type SessionShape = z.output<typeof SessionShape>;

/** A session as the API answers: `live` is a position of GET /api/live, so that whoever reads and then listens misses nothing in between. */
const SessionAnswer = SessionShape.extend({ live: z.string() });

export const signIn = operation({
  id: "signIn",
  method: "POST",
  path: "/session",
  room: "access",
  permission: "public",
  status: 200,
  summary: { zh: "登录", en: "Sign in; sets the session cookie" },
  body: z.object({ login: z.string().min(1).max(200), password: z.string().min(1).max(500) }).strict(),
  response: SessionAnswer,
});

export const signOut = operation({
  id: "signOut",
  method: "DELETE",
  path: "/session",
  room: "access",
  permission: null,
  status: 200,
  summary: { zh: "退出登录", en: "Sign out" },
  response: z.object({ ok: z.literal(true) }),
});

export const readSession = operation({
  id: "readSession",
  method: "GET",
  path: "/session",
  room: "access",
  permission: null,
  status: 200,
  summary: { zh: "当前登录者", en: "Who is signed in" },
  response: SessionAnswer,
});
