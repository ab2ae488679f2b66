import { z } from "zod";
import { changes, EXAMPLE_CUSTOMER, EXAMPLE_TIERED, tagChange } from "./change.ts";
import { webhookType } from "./define.ts";

export const customerTagChanged = webhookType({
  type: "customer.tag.changed",
  version: 1,
  subject: "tag",
  name: { zh: "层级变化", en: "Tier changed" },
  meaning: {
    zh: "客户在分层标签里换了层：previousValue 是原来的层，value 是现在的层。只通知这一次，不另发获得和失去。",
    en: "A customer moved from one tier of a tag to another: previousValue is the tier before, value the tier now. This is told once, not as removed and added too.",
  },
  data: changes(tagChange({ previousValue: z.string(), value: z.string() })),
  example: { changes: [{ ...EXAMPLE_CUSTOMER, tag: EXAMPLE_TIERED, previousValue: "silver", value: "gold" }] },
});
