import { changes, EXAMPLE_CUSTOMER, EXAMPLE_SEGMENT, segmentChange } from "./change.ts";
import { webhookType } from "./define.ts";

export const customerSegmentEntered = webhookType({
  type: "customer.segment.entered",
  version: 1,
  subject: "segment",
  name: { zh: "进入人群", en: "Segment entered" },
  meaning: {
    zh: "客户进入了保存的人群：它所组合的标签有变化。",
    en: "A customer came into the saved segment, because a tag that it combines changed.",
  },
  data: changes(segmentChange),
  example: { changes: [{ ...EXAMPLE_CUSTOMER, segment: EXAMPLE_SEGMENT }] },
});
