import { changes, EXAMPLE_CUSTOMER, EXAMPLE_SEGMENT, segmentChange } from "./change.ts";
import { webhookType } from "./define.ts";

export const customerSegmentLeft = webhookType({
  type: "customer.segment.left",
  version: 1,
  subject: "segment",
  name: { zh: "离开人群", en: "Segment left" },
  meaning: {
    zh: "客户离开了保存的人群：它所组合的标签有变化。",
    en: "A customer went out of the saved segment, because a tag that it combines changed.",
  },
  data: changes(segmentChange),
  example: { changes: [{ ...EXAMPLE_CUSTOMER, segment: EXAMPLE_SEGMENT, cause: "clock" }] },
});
