import { attribute, words } from "../../parts.ts";
import { defineTemplate } from "../../template.ts";

export const localCustomer = defineTemplate({
  code: "local_customer",
  subject: "profile",
  kind: "rule",
  color: "cyan",
  name: { zh: "同城客户", en: "Local customer" },
  group: { zh: "客户信息", en: "Profile" },
  summary: { zh: "到店活动和同城配送", en: "For events in the shop and local delivery" },
  criteria: { zh: "{city}是 {cities}", en: "{city} is {cities}" },
  fields: { city: attribute("city", "text", "上海") },
  parameters: { cities: words(["上海"], "城市", "Cities") },
  decides: ({ city, cities }) => ({ rule: { attribute: city, in: cities } }),
});
