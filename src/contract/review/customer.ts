import { z } from "zod";
import { CustomerRef, InstantText } from "../common.ts";
import { operation } from "../define.ts";
import { CustomersChanged, MergePreview, MergeReason, SplitChoices, SplitPreview } from "../shapes/merge.ts";
import { Identity, ShownIdentity } from "../shown.ts";

const Params = z.object({ customer: CustomerRef });

/** Where an identity came from. */
export const IdentityOrigin = ShownIdentity.extend({
  since: InstantText,
  /** The number of the import or request that brought it. */
  batch: z.number().int(),
  /** The file, if it was an import. */
  file: z.string().nullable(),
  /** Why it says nothing about who is who: it is shared by too many, or seen with too many. */
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
  summary: { zh: "客户的身份：何时、从哪里来", en: "A customer's identities, with when and from where" },
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
  summary: { zh: "合并前：会移动什么", en: "What merging two customers would move" },
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
  summary: { zh: "合并两个客户，编号小的保留", en: "Merge two customers; the smaller number stays" },
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
  summary: { zh: "把一些身份拆分为另一个客户", en: "Split identities off a customer" },
  params: Params,
  body: z
    .object({
      identities: z.array(Identity.strict()).min(1).max(500),
      reason: MergeReason,
      tags: SplitChoices.optional().meta({
        description: "Whom static tags and overrides go to, by the tag's code; the others go where the preview says",
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
    zh: "拆分前：带走什么，人工标签归谁",
    en: "What splitting identities off would take along, and whom tags given by hand go to",
  },
  params: Params,
  body: z.object({ identities: z.array(Identity.strict()).min(1).max(500) }).strict(),
  response: SplitPreview,
});
