import { expect, test } from "vitest";
import type { EventOnCustomer } from "../../../contract/index.ts";
import { partsOf, toneOf } from "./eventParts.ts";

function event(given: object): EventOnCustomer {
  const properties = given as EventOnCustomer["properties"];
  return { id: "1", event: "Order Completed", name: { zh: "完成订单", en: "Order Completed" }, time: "2026-01-01T00:00:00Z", properties };
}

test("an order shows its amount, currency and product lines; the rest stays to be opened", () => {
  const parts = partsOf(
    event({
      order_id: "T1",
      amount: "258",
      currency: "CNY",
      products: [
        { name: "咖啡壶", price: "189", quantity: "1", sku: "S1" },
        { title: null, name: null, price: null, quantity: null, sku: "S2" },
      ],
    }),
  );
  expect(parts).toEqual({
    amount: "258",
    currency: "CNY",
    quote: null,
    about: null,
    lines: [
      { title: "咖啡壶", price: "189", quantity: "1" },
      { title: "S2", price: null, quantity: null },
    ],
    rest: ["order_id"],
  });
});

test("a message shows what was said, a view what was looked at and its price", () => {
  expect(partsOf(event({ text: "有优惠吗", channel: "企业微信" }))).toMatchObject({ quote: "有优惠吗", rest: ["channel"] });
  expect(partsOf(event({ title: "咖啡壶", price: "189" }))).toMatchObject({ about: "咖啡壶", amount: "189", rest: [] });
});

test("what looks like an amount and is none stays a property; a list of texts is no list of products", () => {
  expect(partsOf(event({ amount: "很多", tags: ["a"] }))).toMatchObject({ amount: null, lines: [], rest: ["amount", "tags"] });
});

test("purchases, losses and complaints are told apart", () => {
  expect(["Order Completed", "Order Refunded", "Complaint Opened", "Product Viewed"].map(toneOf)).toEqual([
    "buy",
    "loss",
    "attention",
    "plain",
  ]);
});
