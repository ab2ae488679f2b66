import { z } from "zod";
import { operation } from "../define.ts";
import { MergeLimit } from "../shapes/mergeLimit.ts";

export const MergeLimits = z.object({ number: MergeLimit, account: MergeLimit, contact: MergeLimit, device: MergeLimit }).strict();
export type MergeLimits = z.output<typeof MergeLimits>;

/** What other limits would change. */
export const MergeLimitsPreview = z.object({
  /** Customers that would become others'. */
  merged: z.number().int(),
  /** Customers that would be split off. */
  split: z.number().int(),
  /** MessageIdentities that would be set aside, and those that would be no more. */
  aside: z.number().int(),
  freed: z.number().int(),
  /** False: so many identities are concerned that only some were looked at, and the numbers are the least there are. */
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
  summary: { zh: "合并上限：各类身份最多连接多少", en: "Merge limits: how many identities one identity may join" },
  response: MergeLimits,
});

export const setMergeLimits = operation({
  id: "setMergeLimits",
  method: "PUT",
  path: "/merge-limits",
  room: "review",
  permission: "customer.edit",
  status: 200,
  summary: { zh: "设置合并上限，已有的客户随之重算", en: "Set the merge limits; customers are matched again" },
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
  summary: { zh: "换成这些合并上限会改变什么", en: "What other merge limits would change" },
  body: MergeLimits,
  response: MergeLimitsPreview,
});
