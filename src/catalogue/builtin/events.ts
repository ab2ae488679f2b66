import type { Text } from "../../kernel/index.ts";
import { PRODUCT_MEMBERS } from "./properties.ts";

export interface BuiltInEvent {
  readonly code: string;
  readonly name: Text;
  /** Codes of BUILT_IN_PROPERTIES. */
  readonly properties: readonly string[];
}

const ORDER = ["order_id", "amount", "total", "revenue", "discount", "shipping", "tax", "coupon", "currency", "quantity"];
const SALE = [...ORDER, "affiliation", "channel", "store", "payment_method", ...PRODUCT_MEMBERS];
const ITEM = ["product_id", "sku", "name", "brand", "category", "variant", "price", "quantity", "coupon", "position", "currency"];
const SEEN = [...ITEM, "url", "channel"];
const COUPON = ["order_id", "cart_id", "coupon", "discount", "reason"];

type Row = readonly [code: string, zh: string, en: string, properties: readonly string[]];

/** Segment's e-commerce specification (v2), then conversations, service and loyalty. */
const ROWS: readonly Row[] = [
  ["Products Searched", "搜索商品", "Products searched", ["query", "channel"]],
  ["Product List Viewed", "浏览商品列表", "Product list viewed", ["category", "channel", ...PRODUCT_MEMBERS]],
  ["Product List Filtered", "筛选商品列表", "Product list filtered", ["category", "channel", ...PRODUCT_MEMBERS]],
  ["Promotion Viewed", "看到促销", "Promotion viewed", ["promotion_id", "name", "position", "channel"]],
  ["Promotion Clicked", "点击促销", "Promotion clicked", ["promotion_id", "name", "position", "channel"]],
  ["Product Clicked", "点击商品", "Product clicked", SEEN],
  ["Product Viewed", "浏览商品", "Product viewed", SEEN],
  ["Product Added", "加入购物车", "Product added to cart", ["cart_id", ...SEEN]],
  ["Product Removed", "移出购物车", "Product removed from cart", ["cart_id", ...SEEN]],
  ["Cart Viewed", "查看购物车", "Cart viewed", ["cart_id", "channel", ...PRODUCT_MEMBERS]],
  ["Checkout Started", "开始结算", "Checkout started", SALE],
  ["Payment Info Entered", "填写支付信息", "Payment info entered", ["order_id", "payment_method", "channel"]],
  ["Order Completed", "完成订单", "Order completed", SALE],
  ["Order Updated", "修改订单", "Order updated", SALE],
  ["Order Refunded", "订单退款", "Order refunded", ["reason", ...SALE]],
  ["Order Cancelled", "取消订单", "Order cancelled", ["reason", ...SALE]],
  ["Order Line", "订单明细", "Order line", ["order_id", "sku", "title", "category", "quantity", "price", "amount", "cancelled", "channel"]],
  ["Coupon Entered", "输入优惠券", "Coupon entered", COUPON],
  ["Coupon Applied", "使用优惠券", "Coupon applied", COUPON],
  ["Coupon Denied", "优惠券被拒", "Coupon denied", COUPON],
  ["Coupon Removed", "移除优惠券", "Coupon removed", COUPON],
  ["Product Added to Wishlist", "加入收藏", "Product added to wishlist", SEEN],
  ["Product Removed from Wishlist", "移出收藏", "Product removed from wishlist", SEEN],
  ["Wishlist Product Added to Cart", "收藏加入购物车", "Wishlist product added to cart", ["cart_id", ...SEEN]],
  ["Product Shared", "分享商品", "Product shared", SEEN],
  ["Cart Shared", "分享购物车", "Cart shared", ["cart_id", "channel", ...PRODUCT_MEMBERS]],
  ["Product Reviewed", "评价商品", "Product reviewed", ["review_id", "product_id", "sku", "category", "text", "score"]],
  ["Page Viewed", "浏览页面", "Page viewed", ["name", "title", "url", "path", "referrer", "search", "channel", "campaign"]],
  ["Screen Viewed", "浏览屏幕", "Screen viewed", ["name", "category", "channel"]],
  ["Signed Up", "注册", "Signed up", ["channel", "store", "campaign"]],
  ["Signed In", "登录", "Signed in", ["channel"]],
  ["Message Received", "收到客户消息", "Message received", ["text", "channel", "staff", "conversation_id"]],
  ["Message Sent", "向客户发消息", "Message sent", ["text", "channel", "staff", "conversation_id", "campaign"]],
  ["Material Sent", "发送资料", "Material sent", ["material", "channel", "staff", "product_id", "category"]],
  ["Link Clicked", "点击链接", "Link clicked", ["url", "title", "product_id", "sku", "category", "channel", "campaign"]],
  ["Inquiry Opened", "发起咨询", "Inquiry opened", ["inquiry_id", "topic", "text", "channel", "product_id", "category", "staff"]],
  [
    "Complaint Opened",
    "发起投诉",
    "Complaint opened",
    ["complaint_id", "topic", "text", "reason", "channel", "order_id", "product_id", "staff"],
  ],
  [
    "Review Submitted",
    "提交评价",
    "Review submitted",
    ["review_id", "score", "text", "order_id", "product_id", "sku", "category", "channel"],
  ],
  ["Activity Joined", "参加活动", "Activity joined", ["activity", "topic", "channel", "store", "campaign"]],
  ["Referral Made", "推荐他人", "Referral made", ["referred", "channel", "campaign"]],
];

export const BUILT_IN_EVENTS: ReadonlyMap<string, BuiltInEvent> = new Map(
  ROWS.map(([code, zh, en, properties]) => [code, Object.freeze({ code, name: Object.freeze({ zh, en }), properties })]),
);
