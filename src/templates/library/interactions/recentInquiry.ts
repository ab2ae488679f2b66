import { days, event } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const recentInquiry = defineTemplate({
  code: "recent_inquiry",
  subject: "interactions",
  kind: "rule",
  color: "blue",
  name: { zh: "7日内咨询", en: "Recent inquiry" },
  group: { zh: "互动沟通", en: "Interactions" },
  summary: { zh: "趁热跟进", en: "To follow up while it is warm" },
  criteria: { zh: "{days} 天内{inquiry}", en: "{inquiry} within {days} days" },
  fields: { inquiry: event("Inquiry Opened") },
  parameters: { days: days(7, "咨询距今", "Days since the inquiry") },
  decides: ({ inquiry, days }) => ({ rule: { event: inquiry, within: days } }),
});
