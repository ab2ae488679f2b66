import { expect, test } from "vitest";
import { mappingOfColumns } from "../../contract/index.ts";
import type { Catalogue } from "../../catalogue/index.ts";
import { recognise } from "./recognise.ts";

const EMPTY: Catalogue = { attributes: new Map(), events: new Map() };

/** What the columns of a table are taken for, as `use as by`. */
function read(names: string[], ...rows: (string | null)[][]) {
  const { columns, ...rest } = recognise({ names, rows }, EMPTY, "Asia/Shanghai");
  return { ...rest, columns: columns.map(({ use, as, by }) => `${use} ${as} ${by}`) };
}

test("a list of customers: identities by names, else by what stands in the cells; everything else is an attribute to be looked at", () => {
  expect(read(["手机号码", "A", "B", "备注"], ["13800000001", "li@example.com", "张三", "x"])).toMatchObject({
    rows: "customers",
    columns: ["identity phone name", "identity email content", "attribute B null", "attribute 备注 null"],
  });
  expect(read(["联络"], ["138 0000 0001"], ["+86-13900000002"]).columns).toEqual(["attribute 联络 null"]);
  expect(read(["联络"], ["13800000001"], ["+8613900000002"]).columns).toEqual(["identity phone content"]);
  expect(read(["手机品牌", "会员等级"], ["华为", "金"]).columns).toEqual(["attribute 手机品牌 null", "attribute 会员等级 null"]);
});

test("a list of orders has a time; a row with a product is a line of an order", () => {
  const order = read(["订单编号", "付款时间", "实付金额", "买家ID"], ["1", "2025-11-02 10:00", "9.9", "a"]);
  expect(order).toEqual({
    rows: "events",
    event: "Order Completed",
    timezone: "Asia/Shanghai",
    columns: ["property order_id name", "time  name", "property amount name", "identity crm name"],
  });
  expect(
    read(["InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"], ["5", "x", "1", "2010-12-01", "2", "7"]),
  ).toMatchObject({
    event: "Order Line",
    columns: [
      "property order_id name",
      "property sku name",
      "property quantity name",
      "time  name",
      "property price name",
      "identity crm name",
    ],
  });
  expect(read(["客户编号", "生日"], ["1", "1990-01-01"]).rows).toBe("customers");
});

test("columns of bad rows, second columns of one meaning and nested cells are passed over; several columns of tags are not", () => {
  const names = ["#行", "#原因", "手机", "手机号2", "items", "标签", "标签 2"];
  expect(read(names, ["2", "x", "13800000001", "13800000002", '[{"a":1}]', "甲", "乙"]).columns).toEqual([
    "ignore  null",
    "ignore  null",
    "identity phone name",
    "ignore  null",
    "ignore  null",
    "tags  name",
    "tags  name",
  ]);
});

test("a SKU with something else of a product, and nobody, is a product", () => {
  const products = recognise({ names: ["货号", "品名", "类目", "售价"], rows: [["1", "a", "b", "2"]] }, EMPTY, "Asia/Shanghai");
  expect(products.rows).toBe("products");
  expect(mappingOfColumns(products)).toEqual({ identities: {}, products: { sku: "货号", title: "品名", category: "类目", price: "售价" } });
});
