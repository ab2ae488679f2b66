import { z } from "zod";
import { operation } from "./define.ts";

/** A cap so large stands for none. */
export const NO_CAP = 1_000_000_000;
const Cap = z.object({ between: z.number().int().min(1), holds: z.number().int().min(1) }).strict();
export const IdentityCaps = z.object({ number: Cap, account: Cap, contact: Cap, device: Cap }).strict();
export type IdentityCaps = z.output<typeof IdentityCaps>;

/** A kind of identities: how far it is believed, and what exceeds that now. */
export const IdentityKindShape = z.object({
  kind: z.enum(["number", "account", "contact", "device"]),
  /** Its platforms, the most trusted first, and whether an identity of it is known. */
  platforms: z.array(z.object({ platform: z.string(), seen: z.boolean() })),
  cap: Cap,
  /** What holds unless somebody sets another. */
  usual: Cap,
  /** Identities of this kind set aside because they stand between too many: `between` is exceeded. */
  shared: z.number().int(),
  /** Identities seen with too many of this kind: `holds` is exceeded. */
  many: z.number().int(),
});
export type IdentityKindShape = z.output<typeof IdentityKindShape>;

/** What other caps would change. */
export const CapsPreview = z.object({
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
export type CapsPreview = z.output<typeof CapsPreview>;

export const readIdentityCaps = operation({
  id: "readIdentityCaps",
  method: "GET",
  path: "/identity/caps",
  room: "review",
  permission: "customer.read",
  status: 200,
  summary: { zh: "身份上限：各类身份最多连接多少", en: "Caps: how many identities one identity may tie together" },
  response: IdentityCaps,
});
export const writeIdentityCaps = operation({
  id: "writeIdentityCaps",
  method: "PUT",
  path: "/identity/caps",
  room: "review",
  permission: "customer.edit",
  status: 200,
  summary: { zh: "设置身份上限，已有的客户随之重算", en: "Set the caps; customers follow" },
  body: IdentityCaps,
  response: IdentityCaps,
});
export const previewIdentityCaps = operation({
  id: "previewIdentityCaps",
  method: "POST",
  path: "/identity/caps/preview",
  room: "review",
  permission: "customer.edit",
  status: 200,
  summary: { zh: "换成这些身份上限会改变什么", en: "What other caps would change" },
  body: IdentityCaps,
  response: CapsPreview,
});
export const listIdentityKinds = operation({
  id: "listIdentityKinds",
  method: "GET",
  path: "/identity/kinds",
  room: "review",
  permission: "customer.read",
  status: 200,
  summary: { zh: "各类身份：可信顺序、上限、现在超出的", en: "Kinds of identities: order of trust, caps, what exceeds them now" },
  response: z.object({ items: z.array(IdentityKindShape) }),
});
