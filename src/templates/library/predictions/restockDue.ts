import { days, event, number, property } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const restockDue = defineTemplate({
  code: "restock_due",
  subject: "predictions",
  kind: "rule",
  color: "amber",
  name: { zh: "需补货提醒", en: "Restock due" },
  group: { zh: "预测", en: "Predictions" },
  summary: { zh: "按每个人自己的购买周期提醒", en: "By everybody’s own interval between purchases" },
  criteria: {
    zh: "按自己{order}同一{sku}的周期，预计 {days} 天内用完",
    en: "By the own interval of {order} with the same {sku}, expected to run out within {days} days",
  },
  fields: { order: event("Order Completed", "Order Line"), sku: property("order", "products[].sku", "text", "A100") },
  parameters: {
    days: days(90, "提前", "Days ahead", 365),
    intervals: number(3, [1, 100], ["至少有几个周期", "Own intervals from"], ["个", "intervals"]),
  },
  decides: ({ order, sku, days, intervals }) => ({
    rule: { cycle: { event: order, by: sku }, dueWithin: days, minimumIntervals: Number(intervals) },
  }),
});
