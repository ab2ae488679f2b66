import { z } from "zod";
import { PERMISSIONS } from "../../kernel/index.ts";
import { InstantText } from "../common.ts";
import { operation } from "../define.ts";
import { Role } from "../shapes/role.ts";

/** Permissions that a key is limited to. */
export const Scopes = z.array(z.enum(PERMISSIONS));

export const KeyShape = z.object({
  id: z.string(),
  name: z.string(),
  role: Role,
  /** The permissions of the role that the key is limited to; null: all of the role. */
  scopes: Scopes.nullable(),
  /** The first characters of the key, so that people recognise it. */
  prefix: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  /** Null: it does not end by itself. */
  endsAt: InstantText.nullable(),
  /** Whether it has ended. Requests with it are refused. */
  ended: z.boolean(),
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
  summary: { zh: "新建 API 密钥，密钥内容只显示一次", en: "Create an API key; the secret is shown only once" },
  body: z
    .object({
      name: z.string().min(1).max(100),
      role: Role,
      scopes: Scopes.min(1)
        .nullable()
        .default(null)
        .meta({ description: "Limits the key to these permissions of the role; null: all of the role" }),
      days: z
        .number()
        .int()
        .min(1)
        .max(3_650)
        .nullable()
        .default(null)
        .meta({ description: "After how many days the key ends; null: it does not end by itself" }),
    })
    .strict(),
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
