import { expect, test } from "vitest";
import { BUILT_IN_EVENTS } from "./builtin/events.ts";
import { BUILT_IN_PROPERTIES } from "./builtin/properties.ts";
import { addColumns, countField, freeField } from "./fields.ts";
import { likelySensitivity } from "./sensitivity.ts";

test("a field's name is what is plain in its property, with a number when taken", () => {
  expect(freeField("products[].Unit Price", new Set())).toBe("p_products_unit_price");
  expect(freeField("金额", new Set(["p_field"]))).toBe("p_field_2");
  expect(freeField("a".repeat(90), new Set())).toHaveLength(42);
});

test("different lists never count in one column", () => {
  expect(countField("products")).toBe("n_products");
  expect(new Set(["商品", "产品", "Products", "products", "pro ducts"].map(countField)).size).toBe(5);
});

test("a list's count is added once for all its members", () => {
  const statement = addColumns([
    { field: "p_a", property: "l[].a", type: "text" },
    { field: "p_b", property: "l[].b", type: "time" },
  ]).text;
  expect(statement.match(/n_l UInt32/g)).toHaveLength(1);
  expect(statement).toContain("DEFAULT arrayResize(CAST([], 'Array(Nullable(DateTime64(3, \\'UTC\\')))'), n_l, NULL)");
});

test("every property that a built-in event uses is described", () => {
  for (const event of BUILT_IN_EVENTS.values())
    for (const code of event.properties) expect(BUILT_IN_PROPERTIES.has(code), `${event.code} ${code}`).toBe(true);
});

test("attributes that register themselves are classed by their names, rather masked than shown", () => {
  expect(["身份证号", "宝宝生日", "收货地址", "mobile", "Country", "等级"].map(likelySensitivity)).toEqual([
    "sensitive",
    "sensitive",
    "personal",
    "personal",
    "ordinary",
    "ordinary",
  ]);
});
