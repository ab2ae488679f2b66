import { event, oneText, property } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const preferredChannel = defineTemplate({
  code: "preferred_channel",
  subject: "groups",
  kind: "rule",
  color: "lime",
  name: { zh: "偏好渠道", en: "Preferred channel" },
  group: { zh: "人口与行为细分", en: "Demographics and behaviour" },
  summary: { zh: "在他们习惯的地方沟通", en: "To talk where they are used to buy" },
  criteria: { zh: "{order}最多的{channel}是 {wanted}", en: "Most {order} came through {channel} {wanted}" },
  fields: { order: event("Order Completed"), channel: property("order", "channel", "text", "门店") },
  parameters: { wanted: oneText("门店", "渠道", "Channel") },
  decides: ({ order, channel, wanted }) => ({ rule: { event: order, measure: { mostFrequent: channel }, is: wanted } }),
});
