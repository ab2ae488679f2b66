import { expect, test } from "vitest";
import type { ValueType } from "../../../kernel/index.ts";
import { readCondition, writeCondition } from "./condition.ts";
import { readEvent, writeEvent } from "./event.ts";
import { added, changed, moved, negated, pathOf, rootsOf, allAnySwapped, withRoot } from "./tree.ts";

const TYPES: Readonly<Record<string, ValueType>> = {
  amount: "number",
  channel: "text",
  "products[].category": "text",
  paid_at: "time",
  stay: "duration",
};
const typeOf = (property: string) => TYPES[property];
const again = (raw: Record<string, unknown>) => {
  const draft = readEvent(raw, typeOf);
  return draft && writeEvent(draft, typeOf);
};

test("an event leaf read into tokens and written again says the same, in one way of writing", () => {
  expect(again({ event: "Order Completed", measure: { sum: "amount" }, within: "365d", is: ">= 10000" })).toEqual({
    event: "Order Completed",
    measure: { sum: "amount" },
    within: "365d",
    is: ">= 10000",
  });
  expect(again({ event: "Order Completed" })).toEqual({ event: "Order Completed", is: ">= 1" });
  expect(again({ event: "A", calendar: "thisMonth", is: { between: [2, 5] } })).toEqual({
    event: "A",
    calendar: "thisMonth",
    is: { between: [2, 5] },
  });
  for (const measure of [{ median: "amount" }, { standardDeviation: "amount" }, { percentile: { property: "amount", percent: 12.5 } }])
    expect(again({ event: "A", measure, is: ">= 7" })).toEqual({ event: "A", measure, is: ">= 7" });
  for (const is of [">= 2h 30m", { between: ["1h", "2h"] }])
    expect(again({ event: "A", measure: { sum: "stay" }, is })).toEqual({ event: "A", measure: { sum: "stay" }, is });
  expect(again({ event: "A", measure: { timeSince: "last" }, is: ">= 7d" })).toEqual({
    event: "A",
    measure: { timeSince: "last" },
    is: ">= 7d",
  });
  expect(again({ event: "A", where: { channel: ["门店", "网店"], amount: ">= 5" }, is: { gte: 3 } })).toEqual({
    event: "A",
    where: { channel: { in: ["门店", "网店"] }, amount: { gte: 5 } },
    is: ">= 3",
  });
});

test("a comparison with two bounds is shown in tokens, of an event too; an age in months is left to text", () => {
  const twice = { event: "A", is: { gte: 3, lt: 10 } };
  expect(again(twice)).toEqual(twice);
  expect(readCondition({ age: { lt: "6m" } }, "date")).toBeNull();
  expect(readCondition({ age: { gte: 16, lte: 68 } }, "date")).toBeNull();
});

test("of a list's member tokens ask for some element or for none; for both at once they leave it to text", () => {
  const none = { event: "A", where: { "products[].category": { none: { is: "母婴" } } }, is: ">= 1" };
  expect(again(none)).toEqual(none);
  expect(again({ event: "A", where: { "products[].category": { is: "母婴", none: { is: "奶粉" } } } })).toBeNull();
  expect(again({ event: "A", where: { channel: { none: { is: "门店" } } } })).toBeNull();
});

test("first, last and most frequent values are asked in the property's type, of a list's member too", () => {
  const favourite = { event: "A", measure: { mostFrequent: "products[].category" }, within: "365d", is: { is: "母婴" } };
  expect(again(favourite)).toEqual(favourite);
  expect(again({ event: "A", measure: { last: "paid_at" } })).toEqual({
    event: "A",
    measure: { last: "paid_at" },
    is: { isSet: true },
  });
  expect(again({ event: "A", measure: { first: "amount" }, is: ">= 5" })).toEqual({
    event: "A",
    measure: { first: "amount" },
    is: { gte: 5 },
  });
});

test("what tokens cannot show is left to text", () => {
  expect(again({ event: "A", since: { last: "B" } })).toBeNull();
  expect(again({ event: "A", measure: { mostFrequent: "channel" }, is: { startsWith: "a", endsWith: "b" } })).toBeNull();
  expect(again({ event: "A", where: { channel: { startsWith: "a", endsWith: "b" } } })).toBeNull();
  expect(again({ event: "A", where: { unknown: "x" } })).toBeNull();
  expect(again({ event: "A", measure: { sum: "amount" } })).toBeNull();
});

test.each([
  ["text", "上海", { is: "上海" }],
  ["text", ["上海", "北京"], { in: ["上海", "北京"] }],
  ["text", { containsAny: ["价格"] }, { containsAny: ["价格"] }],
  ["text", { isSet: false }, { isSet: false }],
  ["text", { is: "VIP", ignoreCase: true }, { is: "VIP", ignoreCase: true }],
  ["text", { containsAny: ["a"], ignoreCase: false }, { containsAny: ["a"] }],
  ["number", ">= 3", { gte: 3 }],
  ["number", 3, { eq: 3 }],
  ["number", { between: ["1.5", 2] }, { between: [1.5, 2] }],
  ["duration", ">= 2h 30m", { gte: "2h 30m" }],
  ["duration", { between: ["20m", "2小时"] }, { between: ["20m", "2小时"] }],
  ["duration", { gte: "1h", lt: "2h" }, { gte: "1h", lt: "2h" }],
  ["boolean", true, { is: true }],
  ["number", { gte: 3, lt: 10 }, { gte: 3, lt: 10 }],
  ["number", { is: { gte: 3, lt: 10 } }, { gte: 3, lt: 10 }],
  ["time", { withinLast: "30d" }, { withinLast: "30d" }],
  ["time", { between: ["2026-01-01", "2026-01-31"] }, { between: ["2026-01-01", "2026-01-31"] }],
  ["date", { withinNext: "7d" }, { withinNext: "7d" }],
  ["date", "2026-01-31", { is: "2026-01-31" }],
  ["date", { age: { gte: 16, lt: 68 } }, { age: { gte: 16, lt: 68 } }],
  ["date", { age: ">= 18" }, { age: { gte: 18 } }],
  ["date", { age: { lt: 25 } }, { age: { lt: 25 } }],
  ["list", ["a"], { hasAny: ["a"] }],
] as const)("a condition on a %s: %j", (type, raw, written) => {
  expect(writeCondition(readCondition(raw, type)!, type)).toEqual(written);
});

test("parts of a tree are changed, added, moved, swapped between all and any, and negated where they stand", () => {
  const rule = { all: [{ tag: "a" }, { not: { any: [{ tag: "b" }, { tag: "c" }] } }] };
  expect(changed(rule, [1, "not", 0], { tag: "x" })).toEqual({ all: [{ tag: "a" }, { not: { any: [{ tag: "x" }, { tag: "c" }] } }] });
  expect(changed(rule, [1, "not"], null)).toEqual({ all: [{ tag: "a" }] });
  expect(changed({ all: [{ tag: "a" }] }, [0], null)).toBeNull();
  expect(added({ tag: "a" }, { tag: "b" })).toEqual({ all: [{ tag: "a" }, { tag: "b" }] });
  expect(moved(rule, 0, 1)).toEqual({ all: [rule.all[1], rule.all[0]] });
  expect(moved(rule, 0, -1)).toBe(rule);
  expect(allAnySwapped({ all: [{ tag: "a" }] })).toEqual({ any: [{ tag: "a" }] });
  expect(negated(negated({ tag: "a" }))).toEqual({ tag: "a" });
  expect(pathOf("rule", rule, 1)).toBe("rule.all[1]");
  expect(pathOf("rule.all[1]", rule.all[1]!, "not")).toBe("rule.all[1].not");
});

test("a definition's rules are its roots, one a tier", () => {
  const tiers = {
    values: [
      { value: "新", rule: { tag: "a" } },
      { value: "老", rule: { tag: "b" } },
    ],
    default: "其余",
  };
  expect(rootsOf(tiers).map(({ path, value }) => [path, value])).toEqual([
    ["values[0].rule", "新"],
    ["values[1].rule", "老"],
  ]);
  expect(withRoot(tiers, 1, { tag: "c" })).toEqual({ ...tiers, values: [tiers.values[0], { value: "老", rule: { tag: "c" } }] });
  expect(withRoot({ rule: { tag: "a" } }, 0, { tag: "b" })).toEqual({ rule: { tag: "b" } });
});
