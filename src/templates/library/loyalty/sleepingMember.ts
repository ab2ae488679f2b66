import { attribute, days, event, words } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const sleepingMember = defineTemplate({
  code: "sleeping_member",
  subject: "loyalty",
  kind: "rule",
  color: "purple",
  name: { zh: "沉睡会员", en: "Sleeping member" },
  group: { zh: "忠诚度", en: "Loyalty" },
  summary: { zh: "等级不低却很久没买", en: "A good level, and no order for long" },
  criteria: { zh: "{level}是 {levels}，且 {days} 天没有{order}", en: "{level} is {levels} and no {order} in {days} days" },
  fields: { level: attribute("member_level", "text", "金卡"), order: event("Order Completed", "Order Line") },
  parameters: { levels: words(["黄金", "铂金", "钻石"], "等级", "Levels"), days: days(180, "没有购买", "Days without an order") },
  decides: ({ level, order, levels, days }) => ({
    rule: { all: [{ attribute: level, in: levels }, { not: { event: order, within: days } }] },
  }),
});
