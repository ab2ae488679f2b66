import type { Sensitivity } from "./types.ts";

const SENSITIVE =
  /身份证|证件|护照|病|健康|医疗|孕|孩子|宝宝|儿童|宗教|工资|薪|银行|卡号|id_?card|id_?number|passport|health|medical|pregnan|religio|child|bank|salary|wage/i;
const PERSONAL =
  /姓名|名字|昵称|手机|电话|邮箱|邮件|地址|住址|生日|出生|微信|收货人|收件人|联系人|联系方式|phone|mobile|tel\b|mail|address|birth|wechat|consignee|recipient|receiver|contact|(^|_)name$/i;
/** A property called `name` mostly belongs to a product or page, so only names of people count. */
const PERSONAL_PROPERTY =
  /姓名|昵称|手机|电话|邮箱|邮件|地址|住址|生日|出生|微信|收货人|收件人|联系人|联系方式|phone|mobile|tel\b|mail|address|birth|wechat|consignee|recipient|receiver|contact|(user|customer|member|buyer|real|full|first|last|nick|contact|account)_?name/i;
/** Names that match the patterns above but are not about a person. */
const IMPERSONAL =
  /contact_?(type|way|channel|reason)|(mobile|phone)_?(model|brand|os|type|system)|手机(型号|品牌|系统)|mail_?(subject|title|template|id)|consent/i;

/** The first sensitivity of an attribute that registers itself, by its name. In doubt it is masked; a person may correct it. */
export function likelySensitivity(code: string): Sensitivity {
  if (SENSITIVE.test(code)) return "sensitive";
  return PERSONAL.test(code) ? "personal" : "ordinary";
}

/** The same for a property of an event: `receiver.phone`, `shipping_address`, `products[].engraving_name` by the last word of its code. */
export function likelyPropertySensitivity(code: string): Sensitivity {
  if (SENSITIVE.test(code)) return "sensitive";
  // Every member of an object that describes a person is personal: `receiver.name`, `收货人.名字`.
  return PERSONAL_PROPERTY.test(code) && !IMPERSONAL.test(code) ? "personal" : "ordinary";
}
