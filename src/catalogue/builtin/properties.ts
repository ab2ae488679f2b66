import type { Text } from "../../kernel/index.ts";
import type { FieldType } from "../types.ts";

export interface BuiltInProperty {
  readonly code: string;
  readonly name: Text;
  readonly type: FieldType;
  /** The property has few distinct values in practice, so its column uses a dictionary. */
  readonly few: boolean;
}

type Row = readonly [code: string, zh: string, en: string, type: FieldType, few?: "few"];

const SCALARS: readonly Row[] = [
  ["activity", "活动", "Activity", "text"],
  ["affiliation", "归属店铺", "Affiliation", "text", "few"],
  ["amount", "金额", "Amount", "number"],
  ["brand", "品牌", "Brand", "text", "few"],
  ["campaign", "营销活动", "Campaign", "text", "few"],
  ["cancelled", "已取消", "Cancelled", "boolean"],
  ["cart_id", "购物车编号", "Cart id", "text"],
  ["category", "品类", "Category", "text", "few"],
  ["channel", "渠道", "Channel", "text", "few"],
  ["complaint_id", "投诉编号", "Complaint id", "text"],
  ["conversation_id", "会话编号", "Conversation id", "text"],
  ["coupon", "优惠券", "Coupon", "text"],
  ["currency", "币种", "Currency", "text", "few"],
  ["discount", "优惠金额", "Discount", "number"],
  ["inquiry_id", "咨询编号", "Inquiry id", "text"],
  ["material", "资料", "Material", "text"],
  ["name", "商品名称", "Product name", "text"],
  ["order_id", "订单号", "Order id", "text"],
  ["path", "路径", "Path", "text"],
  ["payment_method", "支付方式", "Payment method", "text", "few"],
  ["position", "位置", "Position", "number"],
  ["price", "单价", "Price", "number"],
  ["product_id", "商品编号", "Product id", "text"],
  ["promotion_id", "促销编号", "Promotion id", "text"],
  ["quantity", "数量", "Quantity", "number"],
  ["query", "搜索词", "Search text", "text"],
  ["reason", "原因", "Reason", "text"],
  ["referrer", "来源页面", "Referrer", "text"],
  ["referred", "被推荐人", "Referred", "text"],
  ["revenue", "收入", "Revenue", "number"],
  ["review_id", "评价编号", "Review id", "text"],
  ["score", "评分", "Score", "number"],
  ["search", "查询串", "Query string", "text"],
  ["shipping", "运费", "Shipping", "number"],
  ["sku", "SKU", "SKU", "text"],
  ["staff", "员工", "Staff", "text", "few"],
  ["store", "门店", "Store", "text", "few"],
  ["tax", "税额", "Tax", "number"],
  ["text", "内容", "Text", "text"],
  ["title", "标题", "Title", "text"],
  ["topic", "主题", "Topic", "text", "few"],
  ["total", "总额", "Total", "number"],
  ["url", "链接", "URL", "text"],
  ["utm_content", "广告内容", "UTM content", "text"],
  ["utm_medium", "广告媒介", "UTM medium", "text", "few"],
  ["utm_source", "广告来源", "UTM source", "text", "few"],
  ["utm_term", "广告关键词", "UTM term", "text"],
  ["variant", "规格", "Variant", "text"],
];

const PRODUCT: readonly Row[] = [
  ["products[].product_id", "商品·编号", "Products: id", "text"],
  ["products[].sku", "商品·SKU", "Products: SKU", "text"],
  ["products[].name", "商品·名称", "Products: name", "text"],
  ["products[].brand", "商品·品牌", "Products: brand", "text"],
  ["products[].category", "商品·品类", "Products: category", "text"],
  ["products[].variant", "商品·规格", "Products: variant", "text"],
  ["products[].price", "商品·单价", "Products: price", "number"],
  ["products[].quantity", "商品·数量", "Products: quantity", "number"],
  ["products[].amount", "商品·金额", "Products: amount", "number"],
  ["products[].coupon", "商品·优惠券", "Products: coupon", "text"],
];

/** Properties of the built-in events. An event of the company that uses the same code gets the same label. */
export const BUILT_IN_PROPERTIES: ReadonlyMap<string, BuiltInProperty> = new Map(
  [...SCALARS, ...PRODUCT].map(([code, zh, en, type, few]) => [
    code,
    Object.freeze({ code, name: Object.freeze({ zh, en }), type, few: few === "few" }),
  ]),
);

/** Labels of properties that mean something else in one event, by `event property`. */
const OWN: ReadonlyMap<string, Text> = new Map([
  ["Page Viewed name", { zh: "页面名称", en: "Page name" }],
  ["Screen Viewed name", { zh: "屏幕名称", en: "Screen name" }],
  ["Promotion Viewed name", { zh: "促销名称", en: "Promotion name" }],
  ["Promotion Clicked name", { zh: "促销名称", en: "Promotion name" }],
]);

/** The label of a built-in property in an event; undefined for a property that is not built in. */
export function propertyLabel(event: string, property: string): Text | undefined {
  return OWN.get(`${event} ${property}`) ?? BUILT_IN_PROPERTIES.get(property)?.name;
}

/** Codes of the members of `products[]`. */
export const PRODUCT_MEMBERS: readonly string[] = PRODUCT.map(([code]) => code);
