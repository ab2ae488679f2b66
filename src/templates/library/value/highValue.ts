import { days, event, number, property } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const highValue = defineTemplate({
  code: "high_value",
  subject: "value",
  kind: "rule",
  color: "gold",
  name: { zh: "高价值客户", en: "High value" },
  group: { zh: "客户价值", en: "Customer value" },
  summary: { zh: "优先服务和专属权益", en: "For priority and special offers" },
  criteria: { zh: "近 {days} 天{order}的{amount}合计不低于 {least} 元", en: "{amount} of {order} within {days} days is at least {least}" },
  fields: { order: event("Order Completed", "Order Line"), amount: property("order", "amount", "number", 199) },
  parameters: {
    days: days(365, "统计", "Days counted"),
    least: number(10_000, [0, 1_000_000_000], ["金额不低于", "At least"], ["元", "yuan"]),
  },
  decides: ({ order, amount, days, least }) => ({ rule: { event: order, measure: { sum: amount }, within: days, is: `>= ${least}` } }),
});
