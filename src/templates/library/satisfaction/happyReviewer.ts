import { days, event, number, property } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const happyReviewer = defineTemplate({
  code: "happy_reviewer",
  subject: "satisfaction",
  kind: "rule",
  color: "lime",
  name: { zh: "好评客户", en: "Happy reviewer" },
  group: { zh: "满意度与反馈", en: "Satisfaction" },
  summary: { zh: "邀请晒单、转介绍", en: "To ask for a story or a referral" },
  criteria: {
    zh: "{days} 天内{reviewed}至少 {least} 次，平均{score}不低于 {from}",
    en: "At least {least} {reviewed} within {days} days with an average {score} of {from} or more",
  },
  fields: { reviewed: event("Review Submitted", "Product Reviewed"), score: property("reviewed", "score", "number", 5) },
  parameters: {
    least: number(2, [1, 1_000], ["至少评价", "At least"], ["次", "reviews"]),
    from: number(4.5, [0, 100], ["平均分不低于", "Average from"], ["分", "points"]),
    days: days(365, "观察", "Days looked at"),
  },
  decides: ({ reviewed, score, least, from, days }) => ({
    rule: {
      all: [
        { event: reviewed, within: days, is: `>= ${least}` },
        { event: reviewed, measure: { average: score }, within: days, is: `>= ${from}` },
      ],
    },
  }),
});
