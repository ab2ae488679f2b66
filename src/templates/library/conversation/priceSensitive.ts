import { days, event, property, words } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const priceSensitive = defineTemplate({
  code: "price_sensitive",
  subject: "conversation",
  kind: "rule",
  color: "amber",
  name: { zh: "价格敏感", en: "Price sensitive" },
  group: { zh: "沟通内容", en: "Conversations" },
  summary: { zh: "先给优惠，再谈产品", en: "Offer first, product second" },
  criteria: { zh: "{days} 天内{received}的{text}含有 {list} 之一", en: "{text} of {received} within {days} days contains one of {list}" },
  fields: { received: event("Message Received"), text: property("received", "text", "text", "有优惠吗") },
  parameters: { list: words(["价格", "优惠", "便宜"], "关键词", "Words"), days: days(90, "观察", "Days looked at") },
  decides: ({ received, text, list, days }) => ({ rule: { event: received, where: { [text]: { containsAny: list } }, within: days } }),
});
