import { days, event, number, percent } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const buyingLess = defineTemplate({
  code: "buying_less",
  subject: "predictions",
  kind: "rule",
  color: "orange",
  name: { zh: "购买频率下降", en: "Buying less often" },
  group: { zh: "预测", en: "Predictions" },
  summary: { zh: "流失之前先看见", en: "To see it before they leave" },
  criteria: {
    zh: "近 {days} 天的{order}次数不到前 {days} 天的 {share}%，前一段至少 {least} 次",
    en: "{order} in {days} days are less than {share} % of those in the {days} days before, which were at least {least}",
  },
  fields: { order: event("Order Completed") },
  parameters: {
    days: days(90, "比较", "Days compared"),
    share: percent(50, "降到", "Down to"),
    least: number(2, [1, 1_000], ["前一段至少", "Before at least"], ["次", "orders"]),
  },
  decides: ({ order, days, share, least }) => ({
    rule: { trend: { event: order }, window: days, ratio: `< ${Number.parseInt(share, 10) / 100}`, before: `>= ${least}` },
  }),
});
