import { days, event, number, property } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const silentHighValue = defineTemplate({
  code: "silent_high_value",
  subject: "value",
  kind: "rule",
  color: "orange",
  name: { zh: "高价值沉默客户", en: "Silent high value" },
  group: { zh: "客户价值", en: "Customer value" },
  summary: { zh: "花过不少、最近没来的人，值得先唤醒", en: "They spent much and stayed away: win them back first" },
  criteria: {
    zh: "近 {days} 天{order}的{amount}合计不低于 {least} 元，且最近 {silent} 天没有{order}",
    en: "{amount} of {order} within {days} days is at least {least}, and no {order} in the last {silent} days",
  },
  fields: { order: event("Order Completed", "Order Line"), amount: property("order", "amount", "number", 199) },
  parameters: {
    days: days(365, "统计", "Days counted"),
    least: number(10_000, [0, 1_000_000_000], ["金额不低于", "At least"], ["元", "yuan"]),
    silent: days(30, "沉默", "Silent days"),
  },
  decides: ({ order, amount, days, least, silent }) => ({
    rule: { all: [{ event: order, measure: { sum: amount }, within: days, is: `>= ${least}` }, { not: { event: order, within: silent } }] },
  }),
});
