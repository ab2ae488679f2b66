import { days, event, number } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const referrer = defineTemplate({
  code: "referrer",
  subject: "loyalty",
  kind: "rule",
  color: "green",
  name: { zh: "推荐达人", en: "Referrer" },
  group: { zh: "忠诚度", en: "Loyalty" },
  summary: { zh: "带来新客户的人，值得感谢", en: "They bring others: thank them" },
  criteria: { zh: "{days} 天内{referral}至少 {least} 次", en: "At least {least} {referral} within {days} days" },
  fields: { referral: event("Referral Made") },
  parameters: { least: number(2, [1, 1_000], ["至少推荐", "At least"], ["次", "referrals"]), days: days(365, "观察", "Days looked at") },
  decides: ({ referral, least, days }) => ({ rule: { event: referral, within: days, is: `>= ${least}` } }),
});
