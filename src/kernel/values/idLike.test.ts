import { expect, test } from "vitest";
import { isIdLike } from "./idLike.ts";

test("names of numbers and codes are texts even when they are all digits; amounts are not", () => {
  for (const name of [
    "order_id",
    "orderId",
    "OrderID",
    "InvoiceNo",
    "StockCode",
    "sku",
    "products[].sku",
    "手机号",
    "订单编号",
    "phone",
    "zip",
  ])
    expect(isIdLike(name), name).toBe(true);
  for (const name of ["amount", "price", "paid", "grid", "video", "casino", "数量", "金额", "products[].price", "count", "asset_value"])
    expect(isIdLike(name), name).toBe(false);
});
