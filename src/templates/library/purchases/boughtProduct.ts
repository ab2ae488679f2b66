import { event, oneText, property } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const boughtProduct = defineTemplate({
  code: "bought_product",
  subject: "purchases",
  kind: "rule",
  color: "blue",
  name: { zh: "已购A产品", en: "Bought product A" },
  group: { zh: "购买行为", en: "Purchases" },
  summary: { zh: "交叉销售、售后关怀，或从推广中排除", en: "To sell what goes with it, to look after buyers, or to leave them out" },
  criteria: { zh: "曾经{order}，其中{sku}为 {product}", en: "Has ever had {order} with {sku} {product}" },
  fields: { order: event("Order Completed", "Order Line"), sku: property("order", "products[].sku", "text", "A100") },
  parameters: { product: oneText("A", "商品", "Product") },
  decides: ({ order, sku, product }) => ({ rule: { event: order, where: { [sku]: { is: product } } } }),
});
