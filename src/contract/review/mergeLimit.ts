import { z } from "zod";
import { operation } from "../define.ts";
import { MergeLimit } from "../shapes/mergeLimit.ts";

export const MergeLimits = z.object({ number: MergeLimit, account: MergeLimit, contact: MergeLimit, device: MergeLimit }).strict();
export type MergeLimits = z.output<typeof MergeLimits>;

/** The effect of other merge limits. */
export const MergeLimitsPreview = z.object({
  /** Customers that would be merged into others. */
  merged: z.number().int(),
  /** Customers that would be split off. */
  split: z.number().int(),
  /** Identities that would be set aside (`aside`), or be used again (`freed`). */
  aside: z.number().int(),
  freed: z.number().int(),
  /** False: too many identities are concerned to look at all of them. The numbers are then lower bounds. */
  whole: z.boolean(),
});
export type MergeLimitsPreview = z.output<typeof MergeLimitsPreview>;

export const readMergeLimits = operation({
  id: "readMergeLimits",
  method: "GET",
  path: "/merge-limits",
  room: "review",
  permission: "customer.read",
  status: 200,
  summary: { zh: "合并上限：每类身份最多可以关联多少个身份", en: "Merge limits: how many identities one identity may link" },
  response: MergeLimits,
});

export const setMergeLimits = operation({
  id: "setMergeLimits",
  method: "PUT",
  path: "/merge-limits",
  room: "review",
  permission: "customer.edit",
  status: 200,
  summary: { zh: "设置合并上限，并重新匹配已有客户", en: "Set the merge limits; customers are matched again" },
  body: MergeLimits,
  response: MergeLimits,
});

export const previewMergeLimits = operation({
  id: "previewMergeLimits",
  method: "POST",
  path: "/merge-limits/preview",
  room: "review",
  permission: "customer.edit",
  status: 200,
  summary: { zh: "预览：修改合并上限会影响哪些客户", en: "Preview the effect of other merge limits" },
  body: MergeLimits,
  response: MergeLimitsPreview,
});
