import { days, event, number, property } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const demanding = defineTemplate({
  code: "demanding",
  subject: "satisfaction",
  kind: "rule",
  color: "red",
  name: { zh: "高要求客户", en: "Demanding customer" },
  group: { zh: "满意度与反馈", en: "Satisfaction" },
  summary: { zh: "交给有经验的客服", en: "For experienced staff" },
  criteria: {
    zh: "{days} 天内{complaint}至少 {least} 次，或{reviewed}的平均{score}低于 {below}",
    en: "At least {least} {complaint} within {days} days, or an average {score} of {reviewed} below {below}",
  },
  fields: {
    complaint: event("Complaint Opened"),
    reviewed: event("Review Submitted", "Product Reviewed"),
    score: property("reviewed", "score", "number", 4),
  },
  parameters: {
    least: number(2, [1, 1_000], ["至少投诉", "At least"], ["次", "complaints"]),
    days: days(180, "观察", "Days looked at"),
    below: number(3, [0, 100], ["平均分低于", "Average below"], ["分", "points"]),
  },
  decides: ({ complaint, reviewed, score, least, days, below }) => ({
    rule: {
      any: [
        { event: complaint, within: days, is: `>= ${least}` },
        { event: reviewed, measure: { average: score }, is: `< ${below}` },
      ],
    },
  }),
});
