import { z } from "zod";
import { Cursor, InstantText, Limit, Text, page } from "../common.ts";
import { operation } from "../define.ts";
import { WebhookSubject, WebhookTypeName } from "../webhookTypes/index.ts";

/** What one webhook watches and where it sends to. Never its secret. */
export const WebhookShape = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  /** The types of messages it receives. */
  types: z.array(WebhookTypeName),
  /** The tags it watches; empty when it watches a segment. */
  tags: z.array(z.object({ code: z.string(), name: Text })),
  segment: z.object({ id: z.string(), name: z.string() }).nullable(),
  state: z.enum(["active", "paused"]),
  /** The first characters of the secret, to recognise it by. */
  prefix: z.string(),
  /** During a rotation: the secret before, which also signs until then. */
  previousSecret: z.object({ prefix: z.string(), until: InstantText }).nullable(),
  /** Whose permissions decide which identities are sent. */
  owner: z.string(),
  createdAt: InstantText,
  /** Deliveries that wait for their turn or another try, and those given up. */
  waiting: z.number().int(),
  dead: z.number().int(),
  /** Failures since the last success; 0 when all is well. */
  failures: z.number().int(),
  nextTryAt: InstantText.nullable(),
  lastDeliveredAt: InstantText.nullable(),
});
export type WebhookShape = z.output<typeof WebhookShape>;

export const DeliveryState = z.enum(["waiting", "delivered", "dead"]);
export type DeliveryState = z.output<typeof DeliveryState>;

export const DeliveryShape = z.object({
  /** The header `webhook-id`, the same in every try. */
  id: z.string(),
  type: WebhookTypeName,
  test: z.boolean(),
  state: DeliveryState,
  /** The `sequence` of the message; null for a test. */
  sequence: z.number().int().nullable(),
  /** From 1 to `parts`, as in the message. */
  part: z.number().int(),
  parts: z.number().int(),
  changes: z.number().int(),
  attempts: z.number().int(),
  /** The last answer: HTTP status and how long it took; null before the first, and where there was none. */
  status: z.number().int().nullable(),
  milliseconds: z.number().int().nullable(),
  /** Why the last try failed. */
  problem: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
  createdAt: InstantText,
  triedAt: InstantText.nullable(),
  nextTryAt: InstantText.nullable(),
});
export type DeliveryShape = z.output<typeof DeliveryShape>;

const WebhookParams = z.object({ webhook: z.string().min(1).max(200).meta({ description: "Id or name" }) });
const Url = z.string().min(1).max(2_000);
const Scope = {
  types: z.array(WebhookTypeName).min(1).optional().meta({ description: "Types of messages; by default all that fit what is watched" }),
  tags: z.array(z.string().min(1).max(200)).max(200).optional().meta({ description: "Codes or names" }),
  segment: z.string().min(1).max(200).optional().meta({ description: "A saved segment's id or name, instead of tags" }),
};
const room = "actions";
const permission = "connection.manage";

export const listWebhooks = operation({
  id: "listWebhooks",
  method: "GET",
  path: "/webhooks",
  room,
  permission,
  status: 200,
  summary: { zh: "Webhook 列表", en: "Webhooks and how their deliveries go" },
  response: z.object({ items: z.array(WebhookShape) }),
});
export const readWebhook = operation({
  id: "readWebhook",
  method: "GET",
  path: "/webhooks/:webhook",
  room,
  permission,
  status: 200,
  summary: { zh: "一个 Webhook", en: "One webhook" },
  params: WebhookParams,
  response: WebhookShape,
});
export const createWebhook = operation({
  id: "createWebhook",
  method: "POST",
  path: "/webhooks",
  room,
  permission,
  status: 201,
  summary: { zh: "新建 Webhook；签名密钥只在此时给出", en: "Make a webhook; the secret of its signatures is shown once" },
  body: z
    .object({
      name: z.string().trim().min(1).max(100),
      url: Url,
      ...Scope,
    })
    .strict(),
  response: z.object({ webhook: WebhookShape, secret: z.string() }),
});
export const updateWebhook = operation({
  id: "updateWebhook",
  method: "PATCH",
  path: "/webhooks/:webhook",
  room,
  permission,
  status: 200,
  summary: {
    zh: "修改、暂停或恢复 Webhook",
    en: "Change, pause or resume a webhook; what is not given stays. A paused one catches up when resumed",
  },
  params: WebhookParams,
  body: z
    .object({
      name: z.string().trim().min(1).max(100).optional(),
      url: Url.optional(),
      ...Scope,
      state: z.enum(["active", "paused"]).optional(),
    })
    .strict(),
  response: WebhookShape,
});
export const deleteWebhook = operation({
  id: "deleteWebhook",
  method: "DELETE",
  path: "/webhooks/:webhook",
  room,
  permission,
  status: 200,
  summary: { zh: "删除 Webhook 和它的推送记录", en: "Delete a webhook with its deliveries" },
  params: WebhookParams,
  response: z.object({ ok: z.literal(true) }),
});
export const rotateWebhookSecret = operation({
  id: "rotateWebhookSecret",
  method: "POST",
  path: "/webhooks/:webhook/secret",
  room,
  permission,
  status: 200,
  summary: {
    zh: "更换签名密钥：旧密钥在 overlapHours 小时内仍一并签名",
    en: "Make a new secret; the secret before also signs for overlapHours, so that the receiver can change over",
  },
  params: WebhookParams,
  body: z.object({ overlapHours: z.number().int().min(0).max(168).default(24) }).strict(),
  response: z.object({ webhook: WebhookShape, secret: z.string() }),
});
export const endPreviousSecret = operation({
  id: "endPreviousSecret",
  method: "DELETE",
  path: "/webhooks/:webhook/secret/previous",
  room,
  permission,
  status: 200,
  summary: { zh: "立即停用更换前的签名密钥", en: "End the secret from before the rotation now" },
  params: WebhookParams,
  response: WebhookShape,
});
export const testWebhook = operation({
  id: "testWebhook",
  method: "POST",
  path: "/webhooks/:webhook/test",
  room,
  permission,
  status: 200,
  summary: { zh: "立即发送一次测试推送，并等待结果", en: "Send a test delivery now and wait for how it went" },
  params: WebhookParams,
  body: z
    .object({ type: WebhookTypeName.optional().meta({ description: "By default the first type that the webhook receives" }) })
    .strict(),
  response: DeliveryShape,
});
export const listWebhookTypes = operation({
  id: "listWebhookTypes",
  method: "GET",
  path: "/webhook-types",
  room,
  permission,
  status: 200,
  summary: { zh: "Webhook 的消息类型，附 JSON Schema 和例子", en: "Types of messages that webhooks send, with JSON Schema and an example" },
  response: z.object({
    items: z.array(
      z.object({
        type: WebhookTypeName,
        version: z.number().int(),
        subject: WebhookSubject,
        name: Text,
        meaning: Text,
        schema: z.record(z.string(), z.unknown()).meta({ description: "JSON Schema (2020-12) of the whole body" }),
        example: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
});
export const listDeliveries = operation({
  id: "listDeliveries",
  method: "GET",
  path: "/webhooks/:webhook/deliveries",
  room,
  permission,
  status: 200,
  summary: { zh: "推送记录，新的在前", en: "Deliveries, newest first; dead ones were given up" },
  params: WebhookParams,
  query: z.object({ state: DeliveryState.optional(), cursor: Cursor, limit: Limit }),
  response: page(DeliveryShape),
});
export const replayDeliveries = operation({
  id: "replayDeliveries",
  method: "POST",
  path: "/webhooks/:webhook/replay",
  room,
  permission,
  status: 200,
  summary: { zh: "重新推送：一条，或全部已放弃的", en: "Deliver again: one delivery, or all that were given up" },
  params: WebhookParams,
  body: z.object({ delivery: z.string().max(100).optional() }).strict(),
  response: z.object({ replayed: z.number().int() }),
});
