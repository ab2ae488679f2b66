import { z } from "zod";
import { PERMISSIONS } from "../kernel/index.ts";

import { operation } from "./define.ts";

export const Role = z.enum(["admin", "marketer", "service", "viewer", "sender"]);
export type Role = z.output<typeof Role>;

export const SessionShape = z.object({
  person: z.object({ id: z.string(), name: z.string(), login: z.string(), role: Role }),
  permissions: z.array(z.enum(PERMISSIONS)),
  workspace: z.object({ id: z.string(), name: z.string(), timezone: z.string() }),
});
export type SessionShape = z.output<typeof SessionShape>;

/** A session as the API answers: `live` is a position of GET /api/live, so that whoever reads and then listens misses nothing in between. */
const SessionAnswer = SessionShape.extend({ live: z.string() });

export const KeyShape = z.object({
  id: z.string(),
  name: z.string(),
  role: Role,
  /** The first characters, to recognise it by. */
  prefix: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
});

export const login = operation({
  id: "login",
  method: "POST",
  path: "/session",
  room: "access",
  permission: "public",
  status: 200,
  summary: { zh: "登录", en: "Sign in; sets the session cookie" },
  body: z.object({ login: z.string().min(1).max(200), password: z.string().min(1).max(500) }).strict(),
  response: SessionAnswer,
});
export const logout = operation({
  id: "logout",
  method: "DELETE",
  path: "/session",
  room: "access",
  permission: null,
  status: 200,
  summary: { zh: "退出登录", en: "Sign out" },
  response: z.object({ ok: z.literal(true) }),
});
export const currentSession = operation({
  id: "currentSession",
  method: "GET",
  path: "/session",
  room: "access",
  permission: null,
  status: 200,
  summary: { zh: "当前登录者", en: "Who is signed in" },
  response: SessionAnswer,
});
export const listKeys = operation({
  id: "listKeys",
  method: "GET",
  path: "/keys",
  room: "access",
  permission: "team.manage",
  status: 200,
  summary: { zh: "API 密钥列表", en: "API keys" },
  response: z.object({ items: z.array(KeyShape) }),
});
export const createKey = operation({
  id: "createKey",
  method: "POST",
  path: "/keys",
  room: "access",
  permission: "team.manage",
  status: 201,
  summary: { zh: "新建 API 密钥", en: "Make an API key; the secret is shown once" },
  body: z.object({ name: z.string().min(1).max(100), role: Role }).strict(),
  response: z.object({ key: KeyShape, secret: z.string() }),
});
export const revokeKey = operation({
  id: "revokeKey",
  method: "DELETE",
  path: "/keys/:key",
  room: "access",
  permission: "team.manage",
  status: 200,
  summary: { zh: "吊销 API 密钥", en: "Revoke an API key" },
  params: z.object({ key: z.string() }),
  response: z.object({ ok: z.literal(true) }),
});
