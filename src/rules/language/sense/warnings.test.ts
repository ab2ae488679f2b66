import { expect, test } from "vitest";
import type { Catalogue, PropertyDef } from "../../../catalogue/index.ts";
import { Reading, readTagRule, ruleWarnings, type Scope, type TagRef } from "../index.ts";

const property = (code: string, type: PropertyDef["type"]): [string, PropertyDef] => [
  code,
  { code, name: { zh: code, en: code }, type, sensitivity: "ordinary" as const, field: `p_${code}`, array: false },
];
const catalogue: Catalogue = {
  attributes: new Map([
    ["city", { code: "city", name: { zh: "城市", en: "City" }, type: "text", sensitivity: "ordinary" }],
    ["points", { code: "points", name: { zh: "积分", en: "Points" }, type: "number", sensitivity: "ordinary" }],
    ["member", { code: "member", name: { zh: "会员", en: "Member" }, type: "boolean", sensitivity: "ordinary" }],
  ]),
  events: new Map([
    [
      "Order",
      {
        code: "Order",
        name: { zh: "下单", en: "Order" },
        labelled: true,
        properties: new Map([property("amount", "number"), property("channel", "text")]),
      },
    ],
  ]),
};
const tags = new Map<string, TagRef>([
  ["vip", { code: "vip", name: { zh: "贵宾", en: "VIP" }, kind: "rule", values: [] }],
  ["stage", { code: "stage", name: { zh: "阶段", en: "Stage" }, kind: "tiered", values: ["新", "老", "无"] }],
]);
const scope: Scope = { catalogue, tags, timezone: "Asia/Shanghai" };

function warningsOf(raw: Record<string, unknown>) {
  const reading = new Reading(scope);
  const rule = readTagRule(raw, "", reading);
  expect(reading.issues).toEqual([]);
  return ruleWarnings(rule!, scope);
}
const kindsOf = (rule: unknown) => warningsOf({ rule }).map(({ kind, path }) => `${kind} ${path}`);

const orders = (is: string, more: object = {}) => ({ event: "Order", within: "90d", is, ...more });
const sum = (is: string) => ({ event: "Order", measure: { sum: "amount" }, is });
const average = (is: string) => ({ event: "Order", measure: { average: "amount" }, is });
const since = (is: string) => ({ event: "Order", measure: { timeSince: "last" }, is });
const city = (is: string | string[]) => ({ attribute: "city", in: [is].flat() });

test.each<[string, unknown, string[]]>([
  ["counts that exclude each other", { all: [orders(">= 5"), orders("< 3")] }, ["never rule"]],
  ["counts that touch", { all: [orders(">= 5"), orders("<= 5")] }, []],
  ["between whole numbers there is nothing", { all: [orders("> 5"), orders("< 6")] }, ["never rule"]],
  ["of a sum there is", { all: [sum("> 5"), sum("< 6")] }, []],
  ["of an average there is, even between two millionths", { all: [average("> 5"), average("< 5.000001")] }, []],
  ["a count below nought", orders("< 0"), ["never rule"]],
  ["a count of nought or more", orders(">= 0"), ["always rule"]],
  ["a sum may be below nought", sum("< 0"), []],
  ["another filter is another subject", { all: [orders(">= 5"), orders("< 3", { where: { channel: "店" } })] }, []],
  ["more in a part than in the whole", { all: [orders(">= 5", { within: "30d" }), orders("< 3")] }, ["never rule"]],
  ["more in the whole than in a part", { all: [orders("< 3", { within: "30d" }), orders(">= 5")] }, []],
  ["more in two months than in a year", { all: [orders(">= 5", { within: "2m" }), orders("< 3", { within: "1y" })] }, ["never rule"]],
  ["a month and thirty days do not compare", { all: [orders(">= 5", { within: "1m" }), orders("< 3", { within: "30d" })] }, []],
  ["long ago and lately", { all: [since("> 180d"), since("<= 30d")] }, ["never rule"]],
  ["never and long ago are two things", { any: [since("<= 30d"), since("> 30d")] }, []],
  ["x and not x", { all: [{ tag: "vip" }, { not: { tag: "vip" } }] }, ["never rule"]],
  ["x or not x", { any: [{ tag: "vip" }, { not: { tag: "vip" } }] }, ["always rule"]],
  ["x and not (x or y)", { all: [orders(">= 5"), { not: { any: [orders(">= 5"), { tag: "vip" }] } }] }, ["never rule"]],
  ["a stronger condition beside its weaker opposite", { all: [orders(">= 5"), { not: orders(">= 3") }] }, ["never rule"]],
  ["two cities at once", { all: [city("上海"), city("杭州")] }, ["never rule"]],
  ["three lists without a common city", { all: [city(["a", "b"]), city(["b", "c"]), city(["a", "c"])] }, ["never rule"]],
  ["a city or none of it: the unknown city is neither", { any: [city("上海"), { attribute: "city", isNot: "上海" }] }, []],
  ["a city or not it", { any: [city("上海"), { not: city("上海") }] }, ["always rule"]],
  [
    "true, false or unknown",
    {
      any: [
        { attribute: "member", is: true },
        { attribute: "member", is: false },
        { attribute: "member", isSet: false },
      ],
    },
    ["always rule"],
  ],
  [
    "what a text contains is not judged",
    { all: [{ attribute: "city", contains: "上" }, { not: { attribute: "city", contains: "海" } }] },
    [],
  ],
  [
    "what a text contains, of no text",
    {
      all: [
        { attribute: "city", contains: "上" },
        { attribute: "city", isSet: false },
      ],
    },
    ["never rule"],
  ],
  ["one leaf at odds with itself", { attribute: "points", gte: 5, lt: 3 }, ["never rule"]],
  ["a filter that no event passes", orders(">= 1", { where: { amount: { gt: 5, lt: 3 } } }), ["never rule"]],
  ["a filter that no event passes, none wanted", orders("= 0", { where: { amount: { gt: 5, lt: 3 } } }), ["always rule"]],
  [
    "two tiers of one tag",
    {
      all: [
        { tag: "stage", value: "新" },
        { tag: "stage", value: "老" },
      ],
    },
    ["never rule"],
  ],
  ["every tier or none", { any: [{ tag: "stage" }, { not: { tag: "stage", value: ["新", "老"] } }] }, ["always rule"]],
  ["a clash inside is told where it is", { any: [{ tag: "vip" }, { all: [orders(">= 5"), orders("< 3")] }] }, ["never rule.any[1]"]],
  ["a clash under not is always true", { not: { all: [orders(">= 5"), orders("< 3")] } }, ["never rule.not"]],
])("%s", (_, rule, expected) => {
  expect(kindsOf(rule)).toEqual(expected);
});

test("the reason names what clashes, in both languages", () => {
  expect(warningsOf({ rule: { all: [{ tag: "vip" }, orders(">= 5"), orders("< 3")] } })[0]).toEqual({
    path: "rule",
    kind: "never",
    zh: "「近90天「下单」次数 ≥ 5 次」与「近90天「下单」次数 < 3 次」不可能同时成立，没有客户能满足",
    en: expect.stringMatching(/^“.*≥ 5” and “.*< 3” cannot hold together: nobody can pass$/),
  });
});

test("a tier that an earlier one shadows is never reached, nor a default when the tiers take everybody", () => {
  const tiers = (...rules: object[]) =>
    warningsOf({ values: rules.map((rule, index) => ({ value: `v${index}`, rule })), default: "其余" }).map(
      ({ kind, path }) => `${kind} ${path}`,
    );
  expect(tiers(orders(">= 3"), orders(">= 5"))).toEqual(["shadowed values[1].rule"]);
  expect(tiers(orders(">= 5"), orders(">= 3"))).toEqual([]);
  expect(tiers(orders(">= 5"), { all: [orders(">= 5"), { tag: "vip" }] })).toEqual(["shadowed values[1].rule"]);
  expect(tiers(orders(">= 5"), orders("< 3"), orders("= 4"), orders("= 3"))).toEqual(["shadowed default"]);
  expect(tiers(orders(">= 5"), orders("<= 6"), { tag: "vip" })).toEqual(["shadowed values[2].rule", "shadowed default"]);
  expect(tiers(orders(">= 5"), orders("< 0"))).toEqual(["never values[1].rule"]);
  expect(tiers(orders(">= 0"), { tag: "vip" })).toEqual(["always values[0].rule", "shadowed values[1].rule", "shadowed default"]);
});

test("a rule of a thousand parts and one two hundred deep are judged in a moment", () => {
  const wide = { any: Array.from({ length: 1_000 }, (_, index) => ({ all: [orders(`>= ${index + 10}`), { tag: "vip" }] })) };
  let deep: object = orders(">= 5");
  for (let depth = 0; depth < 190; depth++) deep = depth % 2 ? { all: [deep, { tag: "vip" }] } : { any: [deep, city("上海")] };
  expect(kindsOf(wide)).toEqual([]);
  expect(kindsOf(deep)).toEqual([]);
});
