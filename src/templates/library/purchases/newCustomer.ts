import { days, event } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const newCustomer = defineTemplate({
  code: "new_customer",
  subject: "purchases",
  kind: "rule",
  color: "green",
  name: { zh: "新客户", en: "New customer" },
  group: { zh: "购买行为", en: "Purchases" },
  summary: { zh: "首单之后的欢迎和引导", en: "For a welcome after the first order" },
  criteria: { zh: "第一次{order}距今不超过 {days} 天", en: "The first {order} was at most {days} days ago" },
  fields: { order: event("Order Completed", "Order Line") },
  parameters: { days: days(30, "首单距今", "Days since the first order") },
  decides: ({ order, days }) => ({ rule: { event: order, measure: { timeSince: "first" }, is: `<= ${days}` } }),
});
