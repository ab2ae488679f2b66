import { changes, EXAMPLE_CUSTOMER, EXAMPLE_TAG, tagChange, withTier } from "./change.ts";
import { webhookType } from "./define.ts";

export const customerTagLeft = webhookType({
  type: "customer.tag.left",
  version: 1,
  subject: "tag",
  name: { zh: "失去标签", en: "Tag removed" },
  meaning: {
    zh: "客户失去了标签；分层标签的 value 是原来的层。",
    en: "A customer lost the tag. Of a tiered tag value is the tier that the customer had.",
  },
  data: changes(tagChange(withTier)),
  example: { changes: [{ ...EXAMPLE_CUSTOMER, tag: EXAMPLE_TAG, value: null, cause: "clock" }] },
});
