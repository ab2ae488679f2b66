import { z } from "zod";
import { operation } from "./define.ts";

/** A limit this large means that there is no limit. */
export const NO_LIMIT = 1_000_000_000;
const MergeLimit = z.object({ between: z.number().int().min(1), holds: z.number().int().min(1) }).strict();
export const MergeLimits = z.object({ number: MergeLimit, account: MergeLimit, contact: MergeLimit, device: MergeLimit }).strict();
export type MergeLimits = z.output<typeof MergeLimits>;

/** A kind of identities: how far it is believed, and what exceeds that now. */
export const IdentityKindShape = z.object({
  kind: z.enum(["number", "account", "contact", "device"]),
  /** Its platforms, the most trusted first, and whether an identity of it is known. */
  platforms: z.array(z.object({ platform: z.string(), seen: z.boolean() })),
  limit: MergeLimit,
  /** What holds unless somebody sets another. */
  usual: MergeLimit,
  /** Identities of this kind set aside because they stand between too many: `between` is exceeded. */
  shared: z.number().int(),
  /** Identities seen with too many of this kind: `holds` is exceeded. */
  many: z.number().int(),
});
export type IdentityKindShape = z.output<typeof IdentityKindShape>;

/** What other limits would change. */
export const MergeLimitsPreview = z.object({
  /** Customers that would become others'. */
  merged: z.number().int(),
  /** Customers that would be split off. */
  split: z.number().int(),
  /** Identities that would be set aside, and those that would be no more. */
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
export const listIdentityKinds = operation({
  id: "listIdentityKinds",
  method: "GET",
  path: "/identity/kinds",
  room: "review",
  permission: "customer.read",
  status: 200,
  summary: { zh: "各类身份：可信顺序、上限、现在超出的", en: "Kinds of identities: order of trust, limits, what exceeds them now" },
  response: z.object({ items: z.array(IdentityKindShape) }),
});
