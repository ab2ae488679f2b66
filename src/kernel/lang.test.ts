import { expect, test } from "vitest";
import { langOf } from "./lang.ts";
import { nearest } from "./nearest.ts";

test("Chinese is answered unless English is preferred to it", () => {
  for (const header of [undefined, "", "zh-CN", "zh_CN.UTF-8", "fr", "C", "zh-TW,en;q=0.9", "en;q=0.3,zh;q=0.5", "*"])
    expect(langOf(header), header).toBe("zh");
  for (const header of ["en", "en_US.UTF-8", "EN-gb", "fr,en;q=0.4", "zh;q=0.5,en;q=0.8"]) expect(langOf(header), header).toBe("en");
});

test("the nearest candidate is the one a slip of the finger away; a stranger has none", () => {
  const events = ["Order Completed", "Order Refunded", "Product Viewed"];
  expect(nearest("Order Complete", events)).toBe("Order Completed");
  expect(nearest("order completed", events)).toBe("Order Completed");
  expect(nearest("Oredr Completed", events)).toBe("Order Completed");
  expect(nearest("Cart", events)).toBeUndefined();
  expect(nearest("高价客户", ["高价值客户", "低价值客户"])).toBe("高价值客户");
  expect(nearest("x", [])).toBeUndefined();
});
