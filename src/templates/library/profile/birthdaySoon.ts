import { attribute, days } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const birthdaySoon = defineTemplate({
  code: "birthday_soon",
  subject: "profile",
  kind: "rule",
  color: "pink",
  name: { zh: "生日将至", en: "Birthday soon" },
  group: { zh: "客户信息", en: "Profile" },
  summary: { zh: "提前准备祝福和生日礼遇", en: "For greetings and gifts in time" },
  criteria: { zh: "{birthday}在今天起 {days} 天之内", en: "{birthday} is within {days} days from today" },
  fields: { birthday: attribute("birthday", "date", "1992-05-20") },
  parameters: { days: days(7, "提前", "Days ahead", 365) },
  decides: ({ birthday, days }) => ({ rule: { attribute: birthday, anniversaryWithin: days } }),
});
