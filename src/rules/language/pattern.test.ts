import { expect, test } from "vitest";
import { expressionOf, storedPattern, strangeness } from "./pattern.ts";

test.each([
  ["(?=a)b"],
  ["(?<!a)b"],
  ["(a)\\1"],
  ["(?<n>a)\\k<n>"],
  ["\\ud83d\\ude00"],
  ["[\\u{d83d}]"],
  ["[\\cA]"],
  ["\\p{Script=Han}"],
  ["[]"],
  ["[^]"],
  ["[[:alpha:]]"],
  ["a{1001}"],
  ["(a{1000}){1000}"],
  ["((a{10}){11}){12}"],
  ["(?s:a.b)"],
  ["(?is:a.b)"],
  ["(?m:^a)"],
  ["(?-i:a)"],
  ["(?i)vip"],
  ["(?i:\\P{Lu})"],
])("%s is not the same in both engines", (pattern) => {
  expect(strangeness(pattern)).toEqual({ zh: expect.any(String), en: expect.any(String) });
});

test.each([
  ["a(?=b)", "look-around"],
  ["(?i)vip", "ignoreCase: true"],
  ["(a)\\1", "back-references"],
  ["[[:alpha:]]", "[[:alpha:]]"],
  ["a{1001}", "1000 times"],
  ["[]", "no characters"],
])("what is wrong with %s is said of it alone", (pattern, reason) => {
  const { zh, en } = strangeness(pattern)!;
  expect(en).toContain(reason);
  expect(reason === "look-around").toBe(zh.includes("环视"));
});

test("where case is ignored, a class of all but capitals means two things", () => {
  expect(strangeness("\\P{Lu}", true)).toBeDefined();
  expect(strangeness("\\P{Lu}")).toBeUndefined();
  expect(strangeness("\\\\P\\p{L}", true)).toBeUndefined();
});

test.each([
  ["^上.*海$"],
  ["a{1000}"],
  ["(a{10}){100}"],
  ["(?:a|b)+?"],
  ["\\p{L}\\d\\S[\\S\\-]"],
  ["\\[\\]"],
  ["[a\\]b]"],
  ["(?i:web)"],
  ["(?<n>a)"],
  ["[\\u4e00-\\u9fa5]+"],
  ["[[(]\\u{1f600}"],
  ["\\\\u"],
])("%s is", (pattern) => {
  expect(strangeness(pattern)).toBeUndefined();
  expect(expressionOf(pattern)).toBeInstanceOf(RegExp);
});

test("a dot is anything but a line feed, a space is one of ASCII, also within brackets", () => {
  const holds = (pattern: string, text: string) => expressionOf(`^${pattern}$`).test(text);
  expect([holds("a.b", "a\rb"), holds("a.b", "a\nb"), holds("a\\.b", "a.b"), holds("[.]", "x")]).toEqual([true, false, true, false]);
  expect([holds("\\s", " "), holds("\\s", "\u3000"), holds("\\s", "\v"), holds("[\\s]", "\u3000")]).toEqual([true, false, false, false]);
  expect([holds("\\S", "\u3000"), holds("[\\S]", "\u3000"), holds("[\\S]", "\t"), holds("[\\S]", "😀")]).toEqual([true, true, false, true]);
});

test("code points are written the store's way, and nothing else is touched", () => {
  expect(storedPattern("[\\u4e00-\\u9fa5]\\u{1F600}\\\\u4e00\\d")).toBe("[\\x{4e00}-\\x{9fa5}]\\x{1F600}\\\\u4e00\\d");
});
