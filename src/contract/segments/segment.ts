import { z } from "zod";
import { InstantText, Text, Use } from "../common.ts";
import { operation } from "../define.ts";

export const Segment = z.object({
  id: z.string(),
  name: z.string(),
  where: z.string(),
  sentence: Text,
  count: z.number().int().nullable(),
  /** Rules and webhooks that use it. It cannot be deleted while there is one. */
  usedBy: z.array(Use),
  createdAt: InstantText,
  createdBy: z.string(),
});
export type Segment = z.output<typeof Segment>;

const Params = z.object({ segment: z.string().min(1).max(200).meta({ description: "Id or name" }) });

export const listSegments = operation({
  id: "listSegments",
  method: "GET",
  path: "/segments",
  room: "segments",
  permission: "customer.read",
  status: 200,
  summary: { zh: "人群列表", en: "List saved segments with their counts" },
  response: z.object({ items: z.array(Segment) }),
});

export const saveSegment = operation({
  id: "saveSegment",
  method: "POST",
  path: "/segments",
  room: "segments",
  permission: "segment.edit",
  status: 201,
  summary: { zh: "保存人群（同名则更新）", en: "Save a segment; an existing one with the name is replaced" },
  body: z.object({ name: z.string().trim().min(1).max(60), where: z.string().min(1).max(10_000) }).strict(),
  response: Segment,
});

export const readSegment = operation({
  id: "readSegment",
  method: "GET",
  path: "/segments/:segment",
  room: "segments",
  permission: "customer.read",
  status: 200,
  summary: { zh: "一个人群", en: "One segment" },
  params: Params,
  response: Segment,
});

export const deleteSegment = operation({
  id: "deleteSegment",
  method: "DELETE",
  path: "/segments/:segment",
  room: "segments",
  permission: "segment.edit",
  status: 200,
  summary: { zh: "删除人群", en: "Delete a segment" },
  params: Params,
  response: z.object({ ok: z.literal(true) }),
});
