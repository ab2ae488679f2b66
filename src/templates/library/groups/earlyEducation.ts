import { attribute, event, number, oneText, property } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const earlyEducation = defineTemplate({
  code: "early_education",
  subject: "groups",
  kind: "rule",
  color: "pink",
  name: { zh: "早教产品潜力客户", en: "Early education prospect" },
  group: { zh: "人口与行为细分", en: "Demographics and behaviour" },
  summary: { zh: "买过母婴、孩子正当年龄的家庭", en: "Bought baby products, and the child has the age" },
  criteria: {
    zh: "曾{order}{category}为 {wanted} 的商品，且{birthday}推算年龄 {from} 到 {to} 岁",
    en: "Has had {order} with {category} {wanted}, and by {birthday} the child is {from} to {to} years old",
  },
  sensitivity: "sensitive",
  fields: {
    order: event("Order Completed", "Order Line"),
    category: property("order", "products[].category", "text", "母婴"),
    birthday: attribute("child_birthday", "date", "2024-06-01"),
  },
  parameters: {
    wanted: oneText("母婴", "品类", "Category"),
    from: number(1, [0, 17], ["从", "From"], ["岁", "years"]),
    to: number(2, [1, 18], ["到", "To"], ["岁", "years"]),
  },
  decides: ({ order, category, birthday, wanted, from, to }) => ({
    rule: {
      all: [
        { event: order, where: { [category]: { is: wanted } } },
        { attribute: birthday, age: { between: [`${from}y`, `${to}y`] } },
      ],
    },
  }),
});
