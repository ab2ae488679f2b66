import { expect, test } from "vitest";
import { readFlat, writeFlat, type Flat } from "./flat.ts";

const tags = [
  { code: "high_value", name: { zh: "高价值客户", en: "High value" } },
  { code: "high", name: { zh: "高价值", en: "High" } },
  { code: "silent", name: { zh: "近期沉默", en: "Silent" } },
  { code: "lifecycle", name: { zh: "客户生命周期", en: "Life cycle" } },
  { code: "top20", name: { zh: "前20%消费", en: "Top 20 %" } },
  { code: "x1", name: { zh: "同名", en: "Same" } },
  { code: "x2", name: { zh: "同名", en: "Other" } },
];
const part = (code: string, not = false, value: string | null = null) => ({ code, not, value });

test("names and codes, Chinese and English words, with and without blanks", () => {
  const wanted: Flat = { join: "and", parts: [part("high_value"), part("silent", true)] };
  for (const text of [
    "高价值客户 且 非 近期沉默",
    "高价值客户且非近期沉默",
    "high_value and not silent",
    "high_value && !近期沉默",
    '"High value" AND NOT Silent',
  ]) {
    expect(readFlat(text, tags), text).toEqual(wanted);
  }
});

test("the longest name wins, and a Latin name does not stop inside a word", () => {
  expect(readFlat("高价值客户", tags)?.parts[0]!.code).toBe("high_value");
  expect(readFlat("高价值 或 silent", tags)).toEqual({ join: "or", parts: [part("high"), part("silent")] });
  expect(readFlat("silently", tags)).toBeNull();
});

test("a tier is read after = or a colon", () => {
  expect(readFlat("lifecycle = 流失客户 或 silent", tags)).toEqual({
    join: "or",
    parts: [part("lifecycle", false, "流失客户"), part("silent")],
  });
  expect(readFlat("客户生命周期：流失客户", tags)?.parts[0]!.value).toBe("流失客户");
});

test("brackets, mixed words, unknown and ambiguous names are no flat combination", () => {
  for (const text of [
    "(高价值 或 silent) 且 lifecycle",
    "高价值 且 silent 或 lifecycle",
    "没有的标签",
    "同名",
    "高价值 且",
    "高价值 silent",
    "",
  ]) {
    expect(readFlat(text, tags), text).toBeNull();
  }
});

test("what is written reads back as the same, whatever the names contain", () => {
  const flat: Flat = { join: "or", parts: [part("top20"), part("high_value", true), part("x1"), part("lifecycle", false, "A 级")] };
  for (const lang of ["zh", "en"] as const) expect(readFlat(writeFlat(flat, tags, lang), tags), lang).toEqual(flat);
  expect(writeFlat({ join: "and", parts: [part("high_value"), part("silent", true)] }, tags, "zh")).toBe("高价值客户 且 非 近期沉默");
  expect(writeFlat({ join: "and", parts: [part("x1")] }, tags, "zh")).toBe("x1");
});
