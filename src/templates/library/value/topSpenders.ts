import { days, event, percent, property } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const topSpenders = defineTemplate({
  code: "top_spenders",
  subject: "value",
  kind: "rule",
  color: "red",
  name: { zh: "前20%消费", en: "Top 20 % by spend" },
  group: { zh: "客户价值", en: "Customer value" },
  summary: { zh: "不用定金额，按名次划线", en: "A line by rank, without an amount" },
  criteria: {
    zh: "近 {days} 天{order}的{amount}合计，在买过的人里排前 {share}%",
    en: "Among buyers, the top {share} % by {amount} of {order} within {days} days",
  },
  fields: { order: event("Order Completed", "Order Line"), amount: property("order", "amount", "number", 199) },
  parameters: { share: percent(20, "前", "Top"), days: days(365, "统计", "Days counted") },
  decides: ({ order, amount, share, days }) => ({ rule: { rank: { event: order, measure: { sum: amount }, within: days }, top: share } }),
});
