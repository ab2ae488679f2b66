import { days, event, number, property } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const keenInterest = defineTemplate({
  code: "keen_interest",
  subject: "interests",
  kind: "rule",
  color: "purple",
  name: { zh: "产品兴趣浓厚", en: "Keen interest" },
  group: { zh: "兴趣偏好", en: "Interests" },
  summary: { zh: "点了又点，适合销售跟进", en: "They click again and again: worth a call" },
  criteria: { zh: "{days} 天内{clicked}至少 {least} 次，且带有{sku}", en: "At least {least} {clicked} with a {sku} within {days} days" },
  fields: { clicked: event("Link Clicked"), sku: property("clicked", "sku", "text", "A100") },
  parameters: { least: number(3, [1, 1_000], ["至少点击", "At least"], ["次", "times"]), days: days(365, "观察", "Days looked at") },
  decides: ({ clicked, sku, least, days }) => ({
    rule: { event: clicked, where: { [sku]: { isSet: true } }, within: days, is: `>= ${least}` },
  }),
});
