import { days, event, property } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const averageOrderValue = defineTemplate({
  code: "average_order_value",
  subject: "value",
  kind: "metric",
  color: "indigo",
  name: { zh: "客单价", en: "Average order value" },
  group: { zh: "客户价值", en: "Customer value" },
  summary: { zh: "看一单通常多少钱", en: "What an order usually comes to" },
  criteria: { zh: "近 {days} 天每次{order}的平均{amount}", en: "Average {amount} of an {order} within {days} days" },
  unit: { zh: "元", en: "yuan" },
  fields: { order: event("Order Completed"), amount: property("order", "amount", "number", 199) },
  parameters: { days: days(365, "统计", "Days counted") },
  decides: ({ order, amount, days }) => ({ value: { event: order, measure: { average: amount }, within: days } }),
  counted: ({ order, amount, days }) => ({ rule: { event: order, where: { [amount]: { isSet: true } }, within: days } }),
});
