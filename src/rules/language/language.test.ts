import { expect, test } from "vitest";
import type { Catalogue, PropertyDef } from "../../catalogue/index.ts";
import { Reading, readRule, readTagRule, sentenceOf, tagSentence, type Scope, type TagRef } from "./index.ts";

const property = (code: string, type: PropertyDef["type"], zh: string): [string, PropertyDef] => [
  code,
  { code, name: { zh, en: code }, type, sensitivity: "ordinary" as const, field: `p_${code}`, array: code.includes("[]") },
];
const catalogue: Catalogue = {
  attributes: new Map([
    ["city", { code: "city", name: { zh: "城市", en: "City" }, type: "text", sensitivity: "ordinary" }],
    ["birthday", { code: "birthday", name: { zh: "生日", en: "Birthday" }, type: "time", sensitivity: "personal" }],
    ["child", { code: "child", name: { zh: "孩子生日", en: "Child" }, type: "date", sensitivity: "sensitive" }],
    ["points", { code: "points", name: { zh: "积分", en: "Points" }, type: "number", sensitivity: "ordinary" }],
  ]),
  events: new Map([
    [
      "Order Completed",
      {
        code: "Order Completed",
        name: { zh: "完成订单", en: "Order completed" },
        labelled: true,
        properties: new Map([
          property("amount", "number", "金额"),
          property("channel", "text", "渠道"),
          property("products[].category", "text", "品类"),
        ]),
      },
    ],
  ]),
};
const tag = (code: string, zh: string, kind: TagRef["kind"], values: string[] = []): [string, TagRef] => [
  code,
  { code, name: { zh, en: code }, kind, values },
];
const scope: Scope = {
  catalogue,
  tags: new Map([tag("vip", "贵宾", "static"), tag("lifecycle", "生命周期", "tiered", ["新客户", "流失客户"])]),
  timezone: "Asia/Shanghai",
};

function read(raw: unknown) {
  const reading = new Reading(scope);
  const rule = readRule(raw, "rule", reading);
  return {
    rule,
    issues: reading.issues.map(({ code, path, suggestion }) => ({ code, path, ...(suggestion !== undefined && { suggestion }) })),
  };
}

test("a leaf without a measure counts, without a comparison asks for at least one", () => {
  expect(read({ event: "Order Completed" })).toEqual({
    issues: [],
    rule: {
      kind: "event",
      event: "Order Completed",
      where: [],
      measure: { kind: "count" },
      window: { kind: "lifetime" },
      is: { as: "number", is: { op: "gte", value: "1" } },
    },
  });
});

test("the string form and the object form of a comparison are one", () => {
  const text = read({ event: "Order Completed", measure: { sum: "amount" }, within: "365d", is: ">= 10,000.50" });
  const object = read({ event: "Order Completed", measure: { sum: "amount" }, within: "365d", is: { gte: 10_000.5 } });
  expect(text.issues).toEqual([]);
  expect(text.rule).toEqual(object.rule);
});

test("events and tags can be named in Chinese", () => {
  expect(read({ all: [{ event: "完成订单" }, { tag: "贵宾" }] }).rule).toMatchObject({
    of: [{ event: "Order Completed" }, { tag: "vip" }],
  });
});

test("everything wrong is reported at once, each with its path and the nearest right word", () => {
  const { rule, issues } = read({
    all: [
      { event: "Order Complete", within: "90d" },
      {
        any: [
          { attribute: "citty", is: "上海" },
          { tag: "lifecycle", value: "流失" },
        ],
      },
      { not: { event: "Order Completed", measure: { sum: "amonut" }, witin: "3d", is: "many" } },
    ],
  });
  expect(rule).toBeUndefined();
  expect(issues).toEqual([
    { code: "RULE_UNKNOWN_EVENT", path: "rule.all[0].event", suggestion: "Order Completed" },
    { code: "RULE_UNKNOWN_ATTRIBUTE", path: "rule.all[1].any[0].attribute", suggestion: "city" },
    { code: "RULE_UNKNOWN_VALUE", path: "rule.all[1].any[1].value" },
    { code: "RULE_UNKNOWN_KEY", path: "rule.all[2].not.witin", suggestion: "within" },
    { code: "RULE_UNKNOWN_PROPERTY", path: "rule.all[2].not.measure.sum", suggestion: "amount" },
  ]);
});

test.each([
  [{}, "RULE_NO_LEAF"],
  [{ evnt: "Order Completed" }, "RULE_NO_LEAF"],
  [{ event: "Order Completed", tag: "vip" }, "RULE_TWO_LEAVES"],
  [{ all: [] }, "RULE_EMPTY"],
  [{ all: {} }, "RULE_SHAPE"],
  ["vip", "RULE_SHAPE"],
  [null, "RULE_SHAPE"],
  [{ event: "Order Completed", within: "90 days" }, "RULE_DURATION"],
  [{ event: "Order Completed", within: "300y" }, "RULE_DURATION"],
  [{ event: "Order Completed", within: "-3d" }, "RULE_DURATION"],
  [{ event: "Order Completed", within: "3d", since: "2025-01-01" }, "RULE_TWO_WINDOWS"],
  [{ event: "Order Completed", since: "2025-02-30" }, "RULE_TIME"],
  [{ event: "Order Completed", between: ["2025-02-03", "2025-02-01"] }, "RULE_RANGE_EMPTY"],
  [{ event: "Order Completed", is: "< -1" }, "RULE_COUNT"],
  [{ event: "Order Completed", is: ">= 1.5" }, "RULE_COUNT"],
  [{ event: "Order Completed", is: {} }, "RULE_COMPARISON"],
  [{ event: "Order Completed", is: { between: [3, 1] } }, "RULE_RANGE_EMPTY"],
  [{ event: "Order Completed", measure: { sum: "channel" }, is: "> 1" }, "RULE_MEASURE_TYPE"],
  [{ event: "Order Completed", measure: { sum: "amount" } }, "RULE_SHAPE"],
  [{ event: "Order Completed", measure: { sum: "amount" }, is: "> 1e13" }, "RULE_NUMBER"],
  [{ event: "Order Completed", measure: { sum: "amount" }, is: "> 0.1234567" }, "RULE_NUMBER"],
  [{ event: "Order Completed", measure: { mode: "amount" }, is: "> 1" }, "RULE_UNKNOWN_KEY"],
  [{ event: "Order Completed", where: {} }, "RULE_EMPTY"],
  [{ event: "Order Completed", where: { channel: { gte: 3 } } }, "RULE_TYPE"],
  [{ event: "Order Completed", where: { channel: ">= 3" } }, "RULE_TEXT_COMPARED"],
  [{ event: "Order Completed", where: { channel: { isNot: "< 3" } } }, "RULE_TEXT_COMPARED"],
  [{ event: "Order Completed", where: { "products[].category": "≥3" } }, "RULE_TEXT_COMPARED"],
  [{ attribute: "city", is: ">= 9" }, "RULE_TEXT_COMPARED"],
  [{ attribute: "city", is: "!= 上海" }, "RULE_TEXT_COMPARED"],
  [{ event: "Order Completed", where: { channel: { matches: "(" } } }, "RULE_REGEX"],
  [{ event: "Order Completed", where: { channel: { matches: "(?=a)" } } }, "RULE_REGEX"],
  [{ event: "Order Completed", where: { channel: { matches: "\\P{Lu}", ignoreCase: true } } }, "RULE_REGEX"],
  [{ event: "Order Completed", where: { channel: { ignoreCase: true } } }, "RULE_IGNORE_CASE"],
  [{ attribute: "city", isSet: true, ignoreCase: true }, "RULE_IGNORE_CASE"],
  [{ attribute: "points", is: 3, ignoreCase: true }, "RULE_TYPE"],
  [{ event: "Order Completed", where: { channel: { containsAny: [] } } }, "RULE_EMPTY"],
  [
    { event: "Order Completed", where: { channel: { containsAny: Array.from({ length: 10_001 }, (_, index) => `w${index}`) } } },
    "RULE_TOO_LONG",
  ],
  [{ attribute: "points", contains: "1" }, "RULE_TYPE"],
  [{ attribute: "birthday", anniversaryWithin: "1y" }, "RULE_DURATION"],
  [{ attribute: "child", withinNext: "24h" }, "RULE_DATE_HOURS"],
  [{ attribute: "child", age: "< 48h" }, "RULE_DATE_HOURS"],
  [{ attribute: "child", after: "2026-01-31T08:00" }, "RULE_DATE"],
  [{ attribute: "child", is: "2026-02-30" }, "RULE_DATE"],
  [{ attribute: "child", between: ["2026-02-03", "2026-02-01"] }, "RULE_RANGE_EMPTY"],
  [{ attribute: "birthday", between: ["2026-02-03", "2026-02-01"] }, "RULE_RANGE_EMPTY"],
  [{ attribute: "birthday", age: ">= 18.5" }, "RULE_AGE"],
  [{ attribute: "birthday", age: -1 }, "RULE_AGE"],
  [{ attribute: "birthday", age: "> 201" }, "RULE_AGE"],
  [{ attribute: "birthday", age: { between: [30, 20] } }, "RULE_RANGE_EMPTY"],
  [{ attribute: "birthday", age: { between: [1, "2y"] } }, "RULE_DURATION"],
  [{ tag: "vip", value: "高" }, "RULE_TAG_KIND"],
  [{ metric: "vip", is: "> 1" }, "RULE_TAG_KIND"],
])("%j is refused as %s", (raw, code) => {
  const { rule, issues } = read(raw);
  expect(rule).toBeUndefined();
  expect(issues.map((issue) => issue.code)).toContain(code);
});

test("two hundred levels are read, one more is refused by name", () => {
  const nested = (levels: number): unknown => (levels === 0 ? { tag: "vip" } : { not: nested(levels - 1) });
  expect(read(nested(200)).issues).toEqual([]);
  expect(read(nested(201)).issues).toMatchObject([{ code: "RULE_TOO_DEEP" }]);
});

test("a date as an end includes that whole day, an instant does not reach past itself", () => {
  const day = read({ event: "Order Completed", since: "2025-11-01", until: "2025-11-11" }).rule;
  expect(day).toMatchObject({ window: { since: Date.UTC(2025, 9, 31, 16), until: Date.UTC(2025, 10, 11, 16) } });
  const instant = read({ event: "Order Completed", until: "2025-11-11T00:00:00Z" }).rule;
  expect(instant).toMatchObject({ window: { since: null, until: Date.UTC(2025, 10, 11) } });
});

test("a rule reads as a sentence in both languages", () => {
  const { rule } = read({
    all: [
      {
        event: "Order Completed",
        where: { "products[].category": "母婴", amount: ">= 100" },
        measure: { sum: "amount" },
        within: "365d",
        is: ">= 10000",
      },
      { not: { attribute: "city", in: ["上海", "北京"] } },
      {
        any: [
          { tag: "lifecycle", value: "新客户" },
          { event: "Order Completed", measure: { timeSince: "last" }, is: "> 180d" },
        ],
      },
    ],
  });
  expect(sentenceOf(rule!, scope)).toEqual({
    zh: "近365天金额 ≥ 100、某件商品的品类是「母婴」的「完成订单」的金额合计 ≥ 10,000，且不满足城市是「上海」、「北京」之一（没有「城市」的客户也算），且（「生命周期」是新客户，或距最近一次「完成订单」 > 180天）",
    en: "Sum of amount over Order completed whose amount ≥ 100 with a product whose category is “母婴” in the last 365 days ≥ 10,000 and not (City is one of “上海”, “北京”) (customers without City count too) and (lifecycle is 新客户 or time since the last Order completed > 180 days)",
  });
});

test("an age in years and one as a duration read differently", () => {
  const words = (age: unknown) => sentenceOf(read({ attribute: "birthday", age }).rule!, scope);
  expect(words(">= 18")).toEqual({ zh: "生日对应的年龄 ≥ 18 周岁", en: "Birthday gives an age ≥ 18 years" });
  expect(words({ between: [20, 29] })).toEqual({
    zh: "生日对应的年龄 在 20 周岁 到 29 周岁 之间",
    en: "Birthday gives an age from 20 years to 29 years",
  });
  expect(words(">= 18y").zh).toBe("生日距今 ≥ 18年");
});

const said = (raw: unknown) => sentenceOf(read(raw).rule!, scope);

test("a comparison with two bounds asks both, of ages, amounts and counts, and reads as one", () => {
  expect(said({ attribute: "child", age: { gte: 16, lt: 68 } })).toEqual({
    zh: "孩子生日对应的年龄 ≥ 16 周岁 且 < 68 周岁",
    en: "Child gives an age ≥ 16 years and < 68 years",
  });
  expect(said({ attribute: "points", is: { gte: 3, lt: 10 } })).toEqual(said({ attribute: "points", gte: 3, lt: 10 }));
  expect(said({ event: "Order Completed", is: { gte: 3, lt: 10 } })).toEqual({
    zh: "「完成订单」次数 ≥ 3 次 且 < 10 次",
    en: "Number of Order completed ≥ 3 and < 10",
  });
});

test.each([
  [{ lte: "2026-01-31" }, "≤ 2026-01-31（含当天）", "≤ 2026-01-31 (that day included)"],
  [{ gte: "2026-01-31" }, "≥ 2026-01-31（含当天）", "≥ 2026-01-31 (that day included)"],
  [{ after: "2026-01-31" }, "> 2026-01-31（不含当天）", "> 2026-01-31 (that day excluded)"],
  [{ before: "2026-01-31" }, "< 2026-01-31（不含当天）", "< 2026-01-31 (that day excluded)"],
  [
    { between: ["2026-01-01", "2026-01-31"] },
    "在 2026-01-01 到 2026-01-31 之间（含首尾两天）",
    "from 2026-01-01 to 2026-01-31 (both days included)",
  ],
])("a bare date is a whole day, of days and of instants alike, and the sentence says it: %j", (test, zh, en) => {
  expect(said({ attribute: "birthday", ...test })).toEqual({ zh: `生日${zh}`, en: `Birthday ${en}` });
  expect(said({ attribute: "child", ...test })).toEqual({ zh: `孩子生日${zh}`, en: `Child ${en}` });
});

test("an instant is no day: it is said with its time, midnight too", () => {
  expect(said({ attribute: "birthday", lte: "2026-01-31T00:00" }).zh).toBe("生日≤ 2026-01-31 00:00");
  expect(said({ attribute: "birthday", between: ["2026-01-01", "2026-01-31T12:00"] }).zh).toBe(
    "生日在 2026-01-01 到 2026-01-31 12:00 之间",
  );
});

test("the window of an event ends with its last day", () => {
  const whole = {
    zh: "2026-01-01 至 2026-01-31（含当天）「完成订单」次数 ≥ 1 次",
    en: "Number of Order completed from 2026-01-01 to 2026-01-31 (that day included) ≥ 1",
  };
  expect(said({ event: "Order Completed", between: ["2026-01-01", "2026-01-31"] })).toEqual(whole);
  expect(said({ event: "Order Completed", since: "2026-01-01", until: "2026-01-31" })).toEqual(whole);
  expect(said({ event: "Order Completed", since: "2026-01-01", until: "2026-02-01T00:00" })).toEqual(whole);
  expect(said({ event: "Order Completed", until: "2026-01-31T12:00" }).zh).toBe("2026-01-31 12:00 之前「完成订单」次数 ≥ 1 次");
});

test("the days ahead and behind are said as days of dates, as spans of instants", () => {
  expect([said({ attribute: "child", withinNext: "7d" }).zh, said({ attribute: "birthday", withinNext: "7d" }).zh]).toEqual([
    "孩子生日在今天到7天后之间",
    "生日在未来7天内",
  ]);
  expect(said({ attribute: "child", withinLast: "1m" }).zh).toBe("孩子生日在1个月前到今天之间");
  expect(said({ attribute: "child", anniversaryWithin: "7d" }).zh).toBe("孩子生日的周年日在今天到7天后之间");
});

test("tiers are read in order and their names are told apart", () => {
  const reading = new Reading(scope);
  const good = readTagRule({ values: [{ value: "高", rule: { tag: "vip" } }], default: "一般" }, "tag", reading);
  expect(tagSentence(good!, scope)).toEqual({ zh: "高：有标签「贵宾」；其余为一般", en: "高: has the tag vip; otherwise 一般" });
  const twice = new Reading(scope);
  expect(
    readTagRule(
      {
        values: [
          { value: "高", rule: { tag: "vip" } },
          { value: "高", rule: { tag: "vip" } },
        ],
        default: "高",
      },
      "tag",
      twice,
    ),
  ).toBeUndefined();
  expect(twice.issues.map((issue) => issue.path)).toEqual(["tag.values[1].value", "tag.default"]);
});

test("a text that begins with a sign can be asked for: as one of a list", () => {
  expect(read({ attribute: "city", in: ["≥5年"] })).toMatchObject({ issues: [], rule: { tests: [{ op: "in", values: ["≥5年"] }] } });
  expect(read({ attribute: "city", is: ">" }).issues).toEqual([]);
});
