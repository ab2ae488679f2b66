import { z } from "zod";
import { PLATFORM_KINDS } from "../../kernel/index.ts";
import { operation } from "../define.ts";
import { MergeLimit } from "../shapes/mergeLimit.ts";

/** A kind of identities with its merge limits, and how many identities exceed them now. */
export const IdentityKindShape = z.object({
  kind: z.enum(PLATFORM_KINDS),
  /** Its platforms, the most trusted first. `seen`: the platform has at least one identity. */
  platforms: z.array(z.object({ platform: z.string(), seen: z.boolean() })),
  limit: MergeLimit,
  /** The default limit. */
  usual: MergeLimit,
  /** Identities of this kind that are set aside because they link too many others: they exceed `between`. */
  shared: z.number().int(),
  /** Identities that were seen with too many of this kind: they exceed `holds`. */
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
  summary: {
    zh: "各类身份：可信顺序、合并上限、目前超限的数量",
    en: "Kinds of identities: order of trust, merge limits, and how many identities exceed them now",
  },
  response: z.object({ items: z.array(IdentityKindShape) }),
});
