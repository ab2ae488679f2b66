import { expect, test } from "vitest";
import type { AttributeDef, Catalogue, PropertyDef } from "../../catalogue/index.ts";
import { Reading, readRule, sentenceOf, type Scope } from "./index.ts";

const property = (code: string, type: PropertyDef["type"], zh: string, en: string): [string, PropertyDef] => [
  code,
  { code, name: { zh, en }, type, sensitivity: "ordinary" as const, field: `p_${code}`, array: code.includes("[]") },
];
const attribute = (code: string, type: AttributeDef["type"], zh: string): [string, AttributeDef] => [
  code,
  { code, name: { zh, en: code }, type, sensitivity: "ordinary" },
];
const catalogue: Catalogue = {
  attributes: new Map([attribute("city", "text", "城市"), attribute("member", "boolean", "会员")]),
  events: new Map([
    [
      "Order Completed",
      {
        code: "Order Completed",
        name: { zh: "完成订单", en: "Order completed" },
        labelled: true,
        properties: new Map([
          property("amount", "number", "金额", "Amount"),
          property("channel", "text", "渠道", "Channel"),
          property("products[].category", "text", "商品·品类", "Products: category"),
          property("products[].price", "number", "商品·单价", "Products: price"),
          property("gifts[].name", "text", "gifts[].name", "gifts[].name"),
        ]),
      },
    ],
  ]),
};
const scope: Scope = { catalogue, tags: new Map(), timezone: "Asia/Shanghai" };

function say(raw: unknown): { zh: string; en: string } {
  const reading = new Reading(scope);
  const rule = readRule(raw, "rule", reading);
  expect(reading.issues).toEqual([]);
  return sentenceOf(rule!, scope);
}
const bought = (where: object) => say({ event: "Order Completed", where });

test("yes and no do not run together with the word before them", () => {
  expect(say({ attribute: "member", is: true }).zh).toBe("会员是「是」");
  expect(say({ attribute: "member", is: false }).zh).toBe("会员是「否」");
  expect(say({ attribute: "member", isNot: true }).zh).toBe("会员不是「是」（没有「会员」的客户不算）");
});

test("a negative test says that customers without a value do not count, a negation that they do", () => {
  expect(say({ attribute: "city", isNot: "上海" })).toEqual({
    zh: "城市不是「上海」（没有「城市」的客户不算）",
    en: "City is not “上海” (customers without city do not count)",
  });
  expect(say({ not: { attribute: "city", is: "上海" } }).zh).toBe("不满足城市是「上海」（没有「城市」的客户也算）");
  expect(say({ not: { attribute: "city", isNot: "上海" } }).zh).toBe("不满足城市不是「上海」（没有「城市」的客户也算）");
  expect(say({ not: { attribute: "city" } }).zh).toBe("不满足城市有值");
  expect(say({ attribute: "city", is: "上海" }).zh).toBe("城市是「上海」");
});

test("a measure that can be missing says so under a negation, a count does not", () => {
  expect(say({ not: { event: "Order Completed", measure: { timeSince: "last" }, is: "< 7d" } }).zh).toBe(
    "不满足距最近一次「完成订单」 < 7天（没有相应「完成订单」的客户也算）",
  );
  expect(say({ not: { event: "Order Completed", is: ">= 2" } }).zh).toBe("不满足「完成订单」次数 ≥ 2 次");
  expect(say({ event: "Order Completed", measure: { last: "channel" }, is: { isNot: "门店" } }).zh).toContain(
    "（没有相应「完成订单」的客户不算）",
  );
});

test("negations of alternatives and of negations are said part by part", () => {
  expect(
    say({
      not: {
        any: [
          { attribute: "city", is: "上海" },
          { event: "Order Completed", is: ">= 2" },
        ],
      },
    }).zh,
  ).toBe("不满足城市是「上海」（没有「城市」的客户也算），且不满足「完成订单」次数 ≥ 2 次");
  expect(say({ not: { not: { attribute: "city", is: "上海" } } }).zh).toBe("城市是「上海」");
  expect(
    say({
      not: {
        all: [
          { attribute: "city", is: "上海" },
          { attribute: "member", is: true },
        ],
      },
    }).zh,
  ).toBe("不满足（城市是「上海」，且会员是「是」）（没有「城市」的客户、没有「会员」的客户也算）");
});

test("of a list it says whether some element is meant or none", () => {
  expect(bought({ "products[].category": { isNot: "母婴" } })).toEqual({
    zh: "某件商品的品类不是「母婴」的「完成订单」次数 ≥ 1 次",
    en: "Number of Order completed with a product whose category is not “母婴” ≥ 1",
  });
  expect(bought({ "products[].category": { none: { is: "母婴" } } })).toEqual({
    zh: "没有一件商品的品类是「母婴」的「完成订单」次数 ≥ 1 次",
    en: "Number of Order completed without any product whose category is “母婴” ≥ 1",
  });
  expect(bought({ "products[].category": "母婴", "products[].price": ">= 100", channel: "门店" }).zh).toBe(
    "渠道是「门店」、某件商品的品类是「母婴」且单价 ≥ 100的「完成订单」次数 ≥ 1 次",
  );
  expect(bought({ "gifts[].name": { none: { contains: "杯" } } })).toEqual({
    zh: "没有一项「gifts」的name包含「杯」的「完成订单」次数 ≥ 1 次",
    en: "Number of Order completed without any element of gifts whose name contains “杯” ≥ 1",
  });
});

test("none is asked of members of lists only, and takes tests", () => {
  const issues = (where: object) => {
    const reading = new Reading(scope);
    readRule({ event: "Order Completed", where }, "rule", reading);
    return reading.issues.map(({ code, path }) => ({ code, path }));
  };
  expect(issues({ channel: { none: { is: "门店" } } })).toEqual([{ code: "RULE_UNKNOWN_KEY", path: "rule.where.channel.none" }]);
  expect(issues({ "products[].category": { none: {} } })).toMatchObject([{ code: "RULE_EMPTY" }]);
  expect(issues({ "products[].category": { none: { gte: 1 } } })).toMatchObject([{ code: "RULE_TYPE" }]);
});
