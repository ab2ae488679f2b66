import { z } from "zod";
import { Cursor, InstantText, Limit, Text, page } from "../common.ts";
import { operation } from "../define.ts";
import { WatchedRequest, WatchedShape, WebhookSubject } from "./webhookSubjects/index.ts";
import { WebhookTypeName } from "./webhookTypes/index.ts";

/** A webhook: what it watches and where it sends. It never contains the secret. */
export const WebhookShape = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  /** The types of messages it receives. */
  types: z.array(WebhookTypeName),
  ...WatchedShape,
  state: z.enum(["active", "paused"]),
  /** The first characters of the secret, so that people recognise it. */
  prefix: z.string(),
  /** During a rotation: the previous secret, which also signs until this time. */
  previousSecret: z.object({ prefix: z.string(), until: InstantText }).nullable(),
  /** The person whose permissions decide which identities are sent unmasked. */
  owner: z.string(),
  createdAt: InstantText,
  /** Deliveries that wait for their first or next attempt (waiting), and those given up (dead). */
  waiting: z.number().int(),
  dead: z.number().int(),
  /** Failed attempts since the last success. */
  failures: z.number().int(),
  nextTryAt: InstantText.nullable(),
  lastDeliveredAt: InstantText.nullable(),
});
export type WebhookShape = z.output<typeof WebhookShape>;

export const DeliveryState = z.enum(["waiting", "delivered", "dead"]);
export type DeliveryState = z.output<typeof DeliveryState>;

export const DeliveryShape = z.object({
  /** The header `webhook-id`. It is the same in every attempt. */
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
  /** The HTTP status of the last attempt and its duration. Null before the first attempt, and if no answer came. */
  status: z.number().int().nullable(),
  milliseconds: z.number().int().nullable(),
  /** Why the last attempt failed. */
  problem: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
  createdAt: InstantText,
  triedAt: InstantText.nullable(),
  nextTryAt: InstantText.nullable(),
});
export type DeliveryShape = z.output<typeof DeliveryShape>;

const WebhookParams = z.object({ webhook: z.string().min(1).max(200).meta({ description: "Id or name" }) });
const Url = z.string().min(1).max(2_000);
const Scope = {
  types: z
    .array(WebhookTypeName)
    .min(1)
    .optional()
    .meta({ description: "Types of messages. Default: all types that fit what the webhook watches" }),
  ...WatchedRequest,
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
  summary: { zh: "Webhook 列表及推送情况", en: "List webhooks with the state of their deliveries" },
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
  summary: { zh: "新建 Webhook，签名密钥只显示一次", en: "Create a webhook; its signing secret is shown only once" },
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
    zh: "修改、暂停或恢复 Webhook；未传的字段不变，恢复后补发暂停期间的消息",
    en: "Change, pause or resume a webhook. Missing fields stay as they are. After a pause it sends what it missed",
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
  summary: { zh: "删除 Webhook 及其推送记录", en: "Delete a webhook and its deliveries" },
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
    zh: "更换签名密钥；overlapHours 小时内新旧密钥同时签名",
    en: "Rotate the signing secret. The previous secret also signs for overlapHours, so that the receiver has time to switch",
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
  summary: { zh: "立即停用更换前的签名密钥", en: "Stop signing with the previous secret now" },
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
  summary: { zh: "立即发送一次测试推送，并等待结果", en: "Send a test delivery now and wait for its result" },
  params: WebhookParams,
  body: z.object({ type: WebhookTypeName.optional().meta({ description: "Default: the first type that the webhook receives" }) }).strict(),
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
  summary: { zh: "推送记录，新的在前；dead 为已放弃", en: "Deliveries, newest first. dead: given up" },
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
  summary: { zh: "重新推送一条，或全部已放弃的", en: "Send again: one delivery, or all that were given up" },
  params: WebhookParams,
  body: z.object({ delivery: z.string().max(100).optional() }).strict(),
  response: z.object({ replayed: z.number().int() }),
});
