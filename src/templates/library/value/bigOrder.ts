import { days, event, number, property } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const bigOrder = defineTemplate({
  code: "big_order",
  subject: "value",
  kind: "rule",
  color: "amber",
  name: { zh: "单笔大额", en: "Big order" },
  group: { zh: "客户价值", en: "Customer value" },
  summary: { zh: "一单就值得专人跟进", en: "One order is worth a personal call" },
  criteria: { zh: "{days} 天内有一次{order}的{amount}超过 {above} 元", en: "One {order} within {days} days has {amount} above {above}" },
  fields: { order: event("Order Completed"), amount: property("order", "amount", "number", 199) },
  parameters: { days: days(365, "统计", "Days counted"), above: number(1_000, [0, 1_000_000_000], ["单笔超过", "Above"], ["元", "yuan"]) },
  decides: ({ order, amount, days, above }) => ({ rule: { event: order, where: { [amount]: `> ${above}` }, within: days } }),
});
