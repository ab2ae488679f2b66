import { expect, test } from "vitest";
import type { Catalogue, PropertyDef } from "../../catalogue/index.ts";
import { Reading, readRule, sentenceOf, type Scope, type TagRef } from "../language/index.ts";
import { planBuilder } from "../plan/builder.ts";
import { needsEverybody, planRule, planTags } from "../plan/planTags.ts";

const property = (code: string, type: PropertyDef["type"], zh: string): [string, PropertyDef] => [
  code,
  { code, name: { zh, en: code }, type, sensitivity: "ordinary" as const, field: "p", array: code.includes("[]") },
];
const consent = (code: string, zh: string): [string, Catalogue["attributes"] extends ReadonlyMap<string, infer A> ? A : never] => [
  code,
  { code, name: { zh, en: code }, type: "boolean", sensitivity: "ordinary" },
];
const catalogue: Catalogue = {
  attributes: new Map([consent("consent.sms", "短信联系"), consent("consent.marketing", "营销推广"), consent("vip", "会员")]),
  events: new Map([
    [
      "Order",
      {
        code: "Order",
        name: { zh: "订单", en: "Order" },
        labelled: true,
        properties: new Map([
          property("amount", "number", "金额"),
          property("paid_at", "time", "付款时间"),
          property("sku", "text", "货号"),
          property("products[].sku", "text", "商品"),
          property("products[].quantity", "number", "数量"),
        ]),
      },
    ],
  ]),
};
const tag = (code: string, kind: TagRef["kind"], values: string[] = []): [string, TagRef] => [
  code,
  { code, name: { zh: code, en: code }, kind, values },
];
const has = (tag: string, values: string[] | null = null) => ({ kind: "tag", tag, values, held: null }) as const;
const scope: Scope = {
  catalogue,
  tags: new Map([tag("vip", "static"), tag("life", "tiered", ["新", "老"])]),
  segments: new Map([
    ["s1", { id: "s1", name: "老会员", of: { kind: "all", of: [has("vip"), has("life", ["老"])] } }],
    ["s2", { id: "s2", name: "旧的", of: has("gone") }],
  ]),
  timezone: "Asia/Shanghai",
};

function read(raw: unknown) {
  const reading = new Reading(scope);
  const rule = readRule(raw, "rule", reading);
  return { rule, issues: reading.issues.map(({ code, path }) => `${code} ${path}`) };
}

test.each([
  [
    { tag: "vip", for: ">= 30d" },
    { op: "gte", value: { count: 30, unit: "d" } },
  ],
  [
    { tag: "vip", for: "30d" },
    { op: "gte", value: { count: 30, unit: "d" } },
  ],
  [
    { tag: "vip", for: { between: ["1d", "1m"] } },
    { op: "between", low: { count: 1, unit: "d" }, high: { count: 1, unit: "m" } },
  ],
  [
    { tag: "life", value: "老", enteredWithin: "7d" },
    { op: "lt", value: { count: 7, unit: "d" } },
  ],
  [{ tag: "vip" }, null],
])("how long a tag has been had: %j", (raw, held) => {
  expect(read(raw)).toMatchObject({ issues: [], rule: { held } });
});

test.each([
  [{ tag: "vip", for: "30d", enteredWithin: "7d" }, "RULE_TWO_WINDOWS rule"],
  [{ tag: "vip", for: "long" }, "RULE_DURATION rule.for"],
  [{ tag: "vip", enteredWithin: ">= 7d" }, "RULE_DURATION rule.enteredWithin"],
  [{ segment: "旧的" }, "RULE_SEGMENT rule.segment"],
  [{ segment: "新会员" }, "RULE_UNKNOWN_SEGMENT rule.segment"],
  [{ segment: 3 }, "RULE_SHAPE rule.segment"],
  [{ consent: "vip" }, "RULE_UNKNOWN_CONSENT rule.consent"],
  [{ consent: "sms", channel: "fax" }, "RULE_UNKNOWN_CONSENT rule.channel"],
  [{ rank: { event: "Order" }, top: "0%" }, "RULE_RANK rule.top"],
  [{ rank: { event: "Order" }, top: "100.1%" }, "RULE_RANK rule.top"],
  [{ rank: { event: "Order" }, top: 2.5 }, "RULE_RANK rule.top"],
  [{ rank: { event: "Order" } }, "RULE_RANK rule.top"],
  [{ rank: { event: "Order" }, top: 1, bottom: 1 }, "RULE_TWO_LEAVES rule"],
  [{ rank: { event: "Order", measure: { minimum: "paid_at" } }, top: 1 }, "RULE_MEASURE_TYPE rule.rank.measure"],
  [{ rank: { event: "Order", measure: { last: "amount" } }, top: 1 }, "RULE_MEASURE_TYPE rule.rank.measure"],
  [{ rank: { event: "Order", is: 3 }, top: 1 }, "RULE_UNKNOWN_KEY rule.rank.is"],
  [{ rank: { event: "Order" }, top: 1, among: { tag: "gone" } }, "RULE_UNKNOWN_TAG rule.among.tag"],
  [{ cycle: { event: "Order", by: "amount" }, dueWithin: "9d" }, "RULE_MEASURE_TYPE rule.cycle.by"],
  [{ cycle: { event: "Order", by: "sku", quantity: "products[].quantity" }, dueWithin: "9d" }, "RULE_CYCLE_LIST rule.cycle.quantity"],
  [{ cycle: { event: "Order", by: "sku", quantity: "products[].sku" }, dueWithin: "9d" }, "RULE_MEASURE_TYPE rule.cycle.quantity"],
  [{ cycle: { event: "Order", by: "sku" }, dueWithin: "9d", minimumIntervals: 0 }, "RULE_SHAPE rule.minimumIntervals"],
  [{ cycle: { event: "Order", by: "sku" } }, "RULE_DURATION rule.dueWithin"],
])("%j is refused as %s", (raw, issue) => {
  expect(read(raw).issues).toContain(issue);
});

test("ranks nested in who is ranked count as depth", () => {
  let rule: unknown = { tag: "vip" };
  for (let depth = 0; depth < 210; depth++) rule = { rank: { event: "Order" }, top: 1, among: rule };
  expect(read(rule).issues).toEqual([expect.stringMatching(/^RULE_TOO_DEEP /)]);
});

test.each([
  [{ tag: "life", value: "老", for: ">= 1m" }, "「life」是老，已持续 ≥ 1个月", "Life is 老, for ≥ 1 month"],
  [
    { segment: "老会员" },
    "在人群「老会员」中：（有标签「vip」，且「life」是老）",
    "Is in the segment 老会员: (has the tag vip and life is 老)",
  ],
  [{ consent: "营销推广", channel: "sms" }, "已同意：营销推广、短信联系", "Has agreed: consent.marketing and consent.sms"],
  [
    { rank: { event: "Order", measure: { sum: "amount" }, within: "1y" }, top: "12.5%", among: { tag: "vip" } },
    "在有标签「vip」的客户中，近1年「订单」的金额合计排名前 12.5%",
    "Sum of amount over Order in the last 1 year ranks in the top 12.5% among customers of whom has the tag vip",
  ],
  [
    { cycle: { event: "Order", by: "products[].sku", quantity: "products[].quantity" }, dueWithin: "10d" },
    "按「订单」中每种商品自己的周期（按数量折算），10天内该再次购买",
    "By the customer's own cycle of each products[].sku in Order (by quantity), the next is due within 10 days",
  ],
])("%j in words", (raw, zh, en) => {
  const { rule } = read(raw);
  expect(sentenceOf(rule!, scope)).toEqual({ zh, en });
});

test("having had a tag for any time at all includes who enters now; for some time does not", () => {
  const shape = (raw: unknown) => planRule(read(raw).rule!, planBuilder());
  const has = { kind: "tag", tag: "vip", values: null };
  expect(shape({ tag: "vip", for: ">= 1h" })).toEqual({ kind: "all", of: [has, { kind: "leaf", leaf: "l1" }] });
  expect(shape({ tag: "vip", for: "< 1h" })).toEqual({
    kind: "all",
    of: [
      has,
      {
        kind: "any",
        of: [
          { kind: "leaf", leaf: "l1" },
          { kind: "not", of: { kind: "leaf", leaf: "l2" } },
        ],
      },
    ],
  });
});

test("a segment is its combination; a rank asks first who is ranked; both are said of the plan", () => {
  const builder = planBuilder();
  expect(planRule(read({ segment: "s1" }).rule!, builder)).toEqual({
    kind: "all",
    of: [
      { kind: "tag", tag: "vip", values: null },
      { kind: "tag", tag: "life", values: ["老"] },
    ],
  });
  expect(builder.leaves).toEqual([]);
  const among = { all: [{ consent: "sms" }, { tag: "vip" }] };
  const plan = planTags(new Map([["t", { kind: "rule", rule: read({ rank: { event: "Order" }, bottom: 3, among }).rule! }]]));
  expect(plan.passes.map(({ source }) => source.kind)).toEqual(["attribute", "ranked"]);
  expect(needsEverybody(plan)).toBe(true);
});

test("a circle through a segment or through who is ranked is refused with its path", () => {
  const rule = (raw: unknown) => ({ kind: "rule", rule: read(raw).rule! }) as const;
  expect(() => planTags(new Map([["vip", rule({ segment: "s1" })]]))).toThrow(
    expect.objectContaining({ code: "TAG_CYCLE", params: { path: ["vip", "「老会员」", "vip"] } }),
  );
  expect(() => planTags(new Map([["vip", rule({ rank: { event: "Order" }, top: 1, among: { tag: "vip" } })]]))).toThrow(
    expect.objectContaining({ code: "TAG_CYCLE", params: { path: ["vip", "vip"] } }),
  );
});
