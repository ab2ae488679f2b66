import { z } from "zod";
import { CustomerRef, InstantText } from "../common.ts";
import { operation } from "../define.ts";
import { CustomersChanged, MergePreview, MergeReason, SplitChoices, SplitPreview } from "../shapes/merge.ts";
import { Identity, ShownIdentity } from "../shown.ts";

const Params = z.object({ customer: CustomerRef });

/** An identity and its origin. */
export const IdentityOrigin = ShownIdentity.extend({
  since: InstantText,
  /** The number of the import or request that brought it. */
  batch: z.number().int(),
  /** The file of an import; null for a request. */
  file: z.string().nullable(),
  /** Why matching ignores it: too many customers share it (shared), or it was seen with too many identities (many). */
  aside: z.enum(["shared", "many"]).nullable(),
});
export type IdentityOrigin = z.output<typeof IdentityOrigin>;

export const listCustomerIdentities = operation({
  id: "listCustomerIdentities",
  method: "GET",
  path: "/customers/:customer/identities",
  room: "review",
  permission: "customer.read",
  status: 200,
  summary: { zh: "客户的身份及其来源和时间", en: "A customer's identities, with the time and origin of each" },
  params: Params,
  response: z.object({ customer: z.number().int(), items: z.array(IdentityOrigin) }),
});

export const previewMerge = operation({
  id: "previewMerge",
  method: "GET",
  path: "/customers/:customer/merge/:other",
  room: "review",
  permission: "customer.read",
  status: 200,
  summary: { zh: "预览：合并两位客户会转移哪些数据", en: "Preview a merge: what would move to the remaining customer" },
  params: Params.extend({ other: CustomerRef }),
  response: MergePreview,
});

export const mergeCustomers = operation({
  id: "mergeCustomers",
  method: "POST",
  path: "/customers/:customer/merge",
  room: "review",
  permission: "customer.edit",
  status: 200,
  summary: { zh: "合并两位客户，保留编号较小的", en: "Merge two customers; the one with the smaller number remains" },
  params: Params,
  body: z.object({ other: CustomerRef, reason: MergeReason }).strict(),
  response: CustomersChanged,
});

export const splitCustomer = operation({
  id: "splitCustomer",
  method: "POST",
  path: "/customers/:customer/split",
  room: "review",
  permission: "customer.edit",
  status: 200,
  summary: { zh: "把部分身份拆分为另一位客户", en: "Split identities off into another customer" },
  params: Params,
  body: z
    .object({
      identities: z.array(Identity.strict()).min(1).max(500),
      reason: MergeReason,
      tags: SplitChoices.optional().meta({
        description: "Which customer gets each static tag or override, by the tag's code. Tags not listed go where the preview says",
      }),
    })
    .strict(),
  response: CustomersChanged,
});

export const previewSplit = operation({
  id: "previewSplit",
  method: "POST",
  path: "/customers/:customer/split/preview",
  room: "review",
  permission: "customer.edit",
  status: 200,
  summary: {
    zh: "预览：拆分会带走哪些数据，手动标签归哪位客户",
    en: "Preview a split: what would move, and which customer gets assignments and overrides",
  },
  params: Params,
  body: z.object({ identities: z.array(Identity.strict()).min(1).max(500) }).strict(),
  response: SplitPreview,
});
