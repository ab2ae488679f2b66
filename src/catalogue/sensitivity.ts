import type { Sensitivity } from "./types.ts";

const SENSITIVE = /身份证|证件|护照|病|健康|医疗|孕|孩子|宝宝|儿童|宗教|id_?card|passport|health|medical|pregnan|religio|child|bank|银行/i;
const PERSONAL = /姓名|名字|昵称|手机|电话|邮箱|邮件|地址|生日|出生|微信|phone|mobile|tel\b|mail|address|birth|wechat|(^|_)name$/i;

/** A first class for an attribute that registers itself, by its name: rather masked than shown by mistake. A person may correct it. */
export function likelySensitivity(code: string): Sensitivity {
  if (SENSITIVE.test(code)) return "sensitive";
  return PERSONAL.test(code) ? "personal" : "ordinary";
}
