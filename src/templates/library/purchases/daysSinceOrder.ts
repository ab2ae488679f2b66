import { event } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const daysSinceOrder = defineTemplate({
  code: "days_since_order",
  subject: "purchases",
  kind: "metric",
  color: "indigo",
  name: { zh: "距上次购买天数", en: "Days since last order" },
  group: { zh: "购买行为", en: "Purchases" },
  summary: { zh: "排序、分档和唤醒的依据", en: "To sort, to band and to win back" },
  criteria: { zh: "最近一次{order}距今的天数", en: "Days since the last {order}" },
  unit: { zh: "天", en: "days" },
  fields: { order: event("Order Completed", "Order Line") },
  parameters: {},
  decides: ({ order }) => ({ value: { event: order, measure: { timeSince: "last" } } }),
  counted: ({ order }) => ({ rule: { event: order } }),
});
