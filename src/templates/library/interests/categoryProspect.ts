import { days, event, number, oneText, property } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const categoryProspect = defineTemplate({
  code: "category_prospect",
  subject: "interests",
  kind: "rule",
  color: "teal",
  name: { zh: "潜在客户", en: "Category prospect" },
  group: { zh: "兴趣偏好", en: "Interests" },
  summary: { zh: "看过却没买过的人，推荐这个品类", en: "Looked and never bought: recommend the category" },
  criteria: {
    zh: "{days} 天内{viewed}的{category}为 {wanted} 至少 {least} 次，且从未{order}过该品类",
    en: "At least {least} {viewed} with {category} {wanted} within {days} days and never {order} in it",
  },
  fields: {
    viewed: event("Product Viewed"),
    category: property("viewed", "category", "text", "母婴"),
    order: event("Order Completed", "Order Line"),
    bought: property("order", "products[].category", "text", "母婴"),
  },
  parameters: {
    wanted: oneText("母婴", "品类", "Category"),
    least: number(3, [1, 1_000], ["至少浏览", "At least"], ["次", "times"]),
    days: days(30, "观察", "Days looked at"),
  },
  decides: ({ viewed, category, order, bought, wanted, least, days }) => ({
    rule: {
      all: [
        { event: viewed, where: { [category]: { is: wanted } }, within: days, is: `>= ${least}` },
        { not: { event: order, where: { [bought]: { is: wanted } } } },
      ],
    },
  }),
});
