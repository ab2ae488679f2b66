import { days, event, number } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const abandonedCart = defineTemplate({
  code: "abandoned_cart",
  subject: "purchases",
  kind: "rule",
  color: "orange",
  name: { zh: "加购未买", en: "Abandoned cart" },
  group: { zh: "购买行为", en: "Purchases" },
  summary: { zh: "提醒付款，或送一张优惠券", en: "To remind of the cart, or to send a coupon" },
  criteria: {
    zh: "{days} 天内{added}，其后 {hours} 小时内没有{order}",
    en: "{added} within {days} days, without {order} in the {hours} hours after it",
  },
  fields: { added: event("Product Added"), order: event("Order Completed") },
  parameters: { hours: number(24, [1, 720], ["等待", "Hours to wait"], ["小时", "hours"]), days: days(30, "观察", "Days looked at") },
  decides: ({ added, order, hours, days }) => ({
    rule: { sequence: [{ event: added }, { notFollowedBy: { event: order }, within: `${hours}h` }], within: days },
  }),
});
