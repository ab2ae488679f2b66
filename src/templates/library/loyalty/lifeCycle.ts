import { days, event, number } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const lifeCycle = defineTemplate({
  code: "life_cycle",
  subject: "loyalty",
  kind: "tiered",
  color: "teal",
  name: { zh: "客户生命周期", en: "Life cycle" },
  group: { zh: "忠诚度", en: "Loyalty" },
  summary: { zh: "新客、忠诚、流失一眼看清", en: "New, loyal, lapsing and lost at a glance" },
  criteria: {
    zh: "按最近一次{order}、近 90 天次数和首单时间分为流失、正在流失、忠诚、新客户",
    en: "By the last {order}, their number in 90 days and the first one: lost, lapsing, loyal, new",
  },
  fields: { order: event("Order Completed") },
  parameters: {
    lost: days(180, "多久没买算流失", "Lost after"),
    loyal: number(3, [2, 1_000], ["近90天几次算忠诚", "Loyal from"], ["次", "orders in 90 days"]),
    fresh: days(30, "首单多久算新客", "New for"),
  },
  decides: ({ order, lost, loyal, fresh }, say) => ({
    values: [
      { value: say("流失客户", "Lost"), rule: { event: order, measure: { timeSince: "last" }, is: `> ${lost}` } },
      { value: say("正在流失", "Lapsing"), rule: { trend: { event: order }, window: "90d", ratio: "< 0.5", before: `>= ${loyal}` } },
      { value: say("忠诚客户", "Loyal"), rule: { event: order, within: "90d", is: `>= ${loyal}` } },
      { value: say("新客户", "New"), rule: { event: order, measure: { timeSince: "first" }, is: `<= ${fresh}` } },
    ],
    default: say("一般客户", "Other"),
  }),
});
