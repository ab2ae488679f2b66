import type { Text } from "../../kernel/index.ts";

/** Usual column names for identities, besides the platform's name. Templates use the first one of each language. */
export interface IdentityWord extends Text {
  readonly platform: string;
  readonly pattern: RegExp;
}

export const IDENTITIES: readonly IdentityWord[] = [
  { platform: "phone", zh: "手机号", en: "Phone", pattern: /^(?!.*(类型|品牌|型号)).*(手机|电话|联系方式)|phone|mobile|^tel\b/i },
  { platform: "email", zh: "邮箱", en: "Email", pattern: /邮箱|邮件地址|e-?mail/i },
  { platform: "member", zh: "会员号", en: "Member number", pattern: /^会员(号|卡号|卡|编号|ID)?$|^member[ _-]?(id|no|number|code)?$/i },
  {
    platform: "crm",
    zh: "客户编号",
    en: "Customer id",
    pattern: /^(客户|用户|顾客|买家)(号|编号|编码|ID|代码)$|^(customer|user|client|cust)[ _-]?(id|no|number|code)$|^crm(:|$)/i,
  },
  { platform: "wecom", zh: "企业微信", en: "WeCom", pattern: /企业微信|企微|external_?user|^wecom/i },
  { platform: "unionid", zh: "UnionID", en: "UnionID", pattern: /unionid/i },
  { platform: "openid", zh: "OpenID", en: "OpenID", pattern: /^openid$/i },
  { platform: "taobao", zh: "淘宝", en: "Taobao", pattern: /淘宝|旺旺|taobao/i },
  { platform: "tmall", zh: "天猫", en: "Tmall", pattern: /天猫|tmall/i },
  { platform: "jd", zh: "京东", en: "JD", pattern: /京东|^jd([ _-]|$)/i },
  { platform: "wechat", zh: "微信", en: "WeChat", pattern: /^(微信|wechat)(号|id|openid)?$/i },
  { platform: "xiaohongshu", zh: "小红书", en: "Xiaohongshu", pattern: /小红书|xiaohongshu/i },
  { platform: "alipay", zh: "支付宝", en: "Alipay", pattern: /支付宝|alipay/i },
  { platform: "douyin", zh: "抖音", en: "Douyin", pattern: /抖音|douyin/i },
];

export const TAGS: Text & { readonly pattern: RegExp } = {
  zh: "标签",
  en: "Tags",
  pattern: /^(客户)?标签\s*\d*$|^(customer )?(tags?|labels?)\s*\d*$/i,
};

export const EVENT: Text & { readonly pattern: RegExp } = {
  zh: "行为",
  en: "Event",
  pattern: /^(行为|事件|动作)(名称|名|类型)?$|^event([ _-]?(name|type))?$/i,
};

export const EVENT_ID: Text & { readonly pattern: RegExp } = {
  zh: "行为编号",
  en: "Event id",
  pattern: /^(行为|事件)(编号|号|ID)$|^(event|message)[ _-]?id$/i,
};

export const TIME: Text & { readonly pattern: RegExp } = {
  zh: "时间",
  en: "Time",
  pattern: /时间|日期|date|(^|[ _-])(time|at)$|timestamp/i,
};

/** Dates that are attributes and not event times: birth, registration. */
export const NOT_WHEN = /生日|出生|birth|注册|入会|registered|since|joined/i;

/** Property codes by the column names of shops and tills, for names that the catalogue does not have. */
export const PROPERTIES: readonly (readonly [pattern: RegExp, code: string])[] = [
  [/^订单(号|编号)?$|^order[ _-]?(id|no|number|code)$|^invoice([ _-]?(no|number))?$/i, "order_id"],
  [/金额|实付|付款|成交额|^amount|^total([ _-]?(amount|price))?$|^payment$|revenue/i, "amount"],
  [/数量|件数|^qty$|^quantity$/i, "quantity"],
  [/单价|售价|^(unit[ _-]?)?price$/i, "price"],
  [/^(商品|产品|货品)?(sku|货号|编码|条码)$|^(stock|product|item)[ _-]?code$/i, "sku"],
  [/^品名$|^(商品|产品|货品|宝贝)(名称?|标题)$|^(product|item)[ _-]?(name|title)$|^description$/i, "title"],
  [/品类|类目|分类|^category$/i, "category"],
  [/^品牌$|^brand$/i, "brand"],
  [/渠道|^channel$/i, "channel"],
  [/^(门店|店铺|店名)(名称)?$|^store$|^shop$/i, "store"],
];
