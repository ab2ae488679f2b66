import type { Text } from "../../kernel/index.ts";

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
