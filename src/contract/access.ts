import { z } from "zod";
import { PERMISSIONS } from "../kernel/index.ts";
import { Cursor, InstantText, Limit, page } from "./common.ts";
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

/** What somebody did, or was shown. */
export const AuditEntry = z.object({
  id: z.number().int(),
  at: InstantText,
  actor: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  /** `tag.publish`, `customer.read` … */
  action: z.string(),
  /** Of reads: the operation, the customers, and which fields stood there as they are; never their values. */
  details: z.record(z.string(), z.unknown()),
  request: z.string(),
});
export type AuditEntry = z.output<typeof AuditEntry>;

export const listAudit = operation({
  id: "listAudit",
  method: "GET",
  path: "/audit",
  room: "access",
  permission: "team.manage",
  status: 200,
  summary: {
    zh: "审计：谁改了什么（changes），谁看了个人信息、按身份查过谁（reads），新的在前",
    en: "The audit: who changed what, or (reads) who was shown personal data and looked somebody up, newest first",
  },
  query: z.object({
    of: z.enum(["changes", "reads"]).default("changes"),
    action: z.string().max(100).optional().meta({ description: "tag.publish, or all of a kind: tag" }),
    actor: z.string().max(200).optional().meta({ description: "An id or a name" }),
    customer: z.coerce.number().int().positive().optional().meta({ description: "Of reads: only those of this customer, by number" }),
    since: z.string().max(40).optional(),
    until: z.string().max(40).optional(),
    cursor: Cursor,
    limit: Limit,
  }),
  response: page(AuditEntry),
});

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
