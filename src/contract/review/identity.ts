import { z } from "zod";
import { operation } from "../define.ts";
import { MergeLimit } from "../shapes/mergeLimit.ts";

/** A kind of identities: how far it is believed, and what exceeds that now. */
export const IdentityKindShape = z.object({
  kind: z.enum(["number", "account", "contact", "device"]),
  /** Its platforms, the most trusted first, and whether an identity of it is known. */
  platforms: z.array(z.object({ platform: z.string(), seen: z.boolean() })),
  limit: MergeLimit,
  /** What holds unless somebody sets another. */
  usual: MergeLimit,
  /** MessageIdentities of this kind set aside because they stand between too many: `between` is exceeded. */
  shared: z.number().int(),
  /** MessageIdentities seen with too many of this kind: `holds` is exceeded. */
  many: z.number().int(),
});
export type IdentityKindShape = z.output<typeof IdentityKindShape>;

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
