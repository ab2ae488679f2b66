import { changes, EXAMPLE_CUSTOMER, EXAMPLE_TAG, tagChange, withTier } from "./change.ts";
import { webhookType } from "./define.ts";

export const customerTagEntered = webhookType({
  type: "customer.tag.entered",
  version: 1,
  subject: "tag",
  name: { zh: "获得标签", en: "Tag added" },
  meaning: {
    zh: "客户获得了标签；分层标签的 value 是所在的层。换层另有 customer.tag.changed。",
    en: "A customer got the tag. Of a tiered tag value is the tier. A move between tiers is customer.tag.changed instead.",
  },
  data: changes(tagChange(withTier)),
  example: { changes: [{ ...EXAMPLE_CUSTOMER, tag: EXAMPLE_TAG, value: null }] },
});
