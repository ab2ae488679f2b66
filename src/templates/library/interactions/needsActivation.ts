import { days, event } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const needsActivation = defineTemplate({
  code: "needs_activation",
  subject: "interactions",
  kind: "rule",
  color: "orange",
  name: { zh: "需激活", en: "Needs activation" },
  group: { zh: "互动沟通", en: "Interactions" },
  summary: { zh: "我们说了话却没有回音的人", en: "We wrote and heard nothing" },
  criteria: {
    zh: "最后一次{sent}已过 {days} 天，其后没有{received}",
    en: "The last {sent} was {days} days ago or more, without {received} since",
  },
  fields: { sent: event("Message Sent"), received: event("Message Received") },
  parameters: { days: days(7, "没有回复", "Days without an answer") },
  decides: ({ sent, received, days }) => ({
    rule: { all: [{ event: sent, measure: { timeSince: "last" }, is: `>= ${days}` }, { not: { event: received, since: { last: sent } } }] },
  }),
});
