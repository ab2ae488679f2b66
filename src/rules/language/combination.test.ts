import { expect, test } from "vitest";
import type { TagRef } from "./scope.ts";
import { readCombination } from "./combination.ts";
import { combinationWords } from "./combinationWords.ts";

const tag = (code: string, zh: string, en: string, kind: TagRef["kind"] = "rule", values: string[] = []): [string, TagRef] => [
  code,
  { code, name: { zh, en }, kind, values },
];
const tags = new Map([
  tag("high_value", "高价值客户", "High value"),
  tag("silent", "近期沉默", "Silent lately"),
  tag("vip", "VIP", "VIP"),
  tag("not_active", "非活跃", "Not active"),
  tag("lifecycle", "客户生命周期", "Life cycle", "tiered", ["新客户", "流失客户"]),
  tag("aov", "客单价", "Average order", "metric"),
]);
const has = (code: string, values: string[] | null = null) => ({ kind: "tag", tag: code, values, held: null });

test.each([
  ["高价值客户 and not 近期沉默", { kind: "all", of: [has("high_value"), { kind: "not", of: has("silent") }] }],
  ["高价值客户且非近期沉默", { kind: "all", of: [has("high_value"), { kind: "not", of: has("silent") }] }],
  ["high_value AND NOT silent", { kind: "all", of: [has("high_value"), { kind: "not", of: has("silent") }] }],
  ["vip or high_value and silent", { kind: "any", of: [has("vip"), { kind: "all", of: [has("high_value"), has("silent")] }] }],
  ["（vip 或 高价值客户）且 近期沉默", { kind: "all", of: [{ kind: "any", of: [has("vip"), has("high_value")] }, has("silent")] }],
  ["客户生命周期=流失客户", has("lifecycle", ["流失客户"])],
  ["lifecycle：新客户 || vip", { kind: "any", of: [has("lifecycle", ["新客户"]), has("vip")] }],
  ['"非活跃"', has("not_active")],
  ["非「非活跃」", { kind: "not", of: has("not_active") }],
  ['"High value" && Silent lately', { kind: "all", of: [has("high_value"), has("silent")] }],
  ["not not vip", has("vip")],
])("%s", (text, formula) => {
  expect(readCombination(text, tags)).toEqual(formula);
});

test.each([
  ["", "COMBINATION_SYNTAX", 1],
  ["高价值客户 and", "COMBINATION_SYNTAX", 10],
  ["高价值客户 近期沉默", "COMBINATION_SYNTAX", 7],
  ["(高价值客户", "COMBINATION_SYNTAX", 7],
  ["高价值客户)", "COMBINATION_SYNTAX", 6],
  ["and vip", "COMBINATION_SYNTAX", 1],
  ['"vip', "COMBINATION_SYNTAX", 1],
  ["vip and 高价植客户", "COMBINATION_UNKNOWN", 9],
  ["😀 vip", "COMBINATION_UNKNOWN", 1],
  ["vip2", "COMBINATION_UNKNOWN", 1],
  ["(".repeat(300), "COMBINATION_SYNTAX", 201],
])("%s is refused as %s at column %i", (text, code, column) => {
  expect(() => readCombination(text, tags)).toThrow(expect.objectContaining({ code, params: expect.objectContaining({ column }) }));
});

test("values that are not known yet are read as they stand", () => {
  const any = (text: string) => readCombination(text, tags, "any");
  expect(any("lifecycle=某层且vip")).toEqual({ kind: "all", of: [has("lifecycle", ["某层"]), has("vip")] });
  expect(any('lifecycle = "A 级" or (lifecycle：vip)')).toEqual({
    kind: "any",
    of: [has("lifecycle", ["A 级"]), has("lifecycle", ["vip"])],
  });
});

test("an unknown name suggests the nearest, an unknown tier the tag's own", () => {
  expect(() => readCombination("高价植客户", tags)).toThrow(
    expect.objectContaining({ params: expect.objectContaining({ suggestion: "高价值客户" }) }),
  );
  expect(() => readCombination("lifecycle=新客", tags)).toThrow(expect.objectContaining({ code: "RULE_UNKNOWN_VALUE" }));
  expect(() => readCombination("客单价", tags)).toThrow(expect.objectContaining({ code: "RULE_TAG_KIND" }));
});

test("a combination reads back in words that mean the same", () => {
  const formula = readCombination("vip or (high_value and not lifecycle=流失客户)", tags);
  const words = combinationWords(formula, tags);
  expect(words.zh).toBe("VIP 或 （高价值客户 且 非客户生命周期是流失客户）");
  expect(words.en).toBe("VIP or (High value and not Life cycle is 流失客户)");
});
