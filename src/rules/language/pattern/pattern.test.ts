import { expect, test } from "vitest";
import { compiledPattern, patternFault, re2Pattern } from "./pattern.ts";

test.each([
  ["(?=a)b", "look-around"],
  ["(?<!a)b", "look-around"],
  ["(?<=a)b", "look-around"],
  ["(a)\\1", "back-references"],
  ["(?<n>a)\\k<n>", "back-references"],
  ["\\ud83d\\ude00", "halves"],
  ["[\\u{d83d}]", "halves"],
  ["[\\cA]", "no meaning: \\c"],
  ["\\p{Script=Nonsense}", "no such class"],
  ["\\p{Cs}", "no such class"],
  ["\\P{Any}", "no such class"],
  ["[]", "not closed"],
  ["[^]", "not closed"],
  ["(上", "not closed"],
  ["上)", "too many"],
  ["*", "nothing before"],
  ["a**", "cannot be repeated"],
  ["a\\", "ends with a backslash"],
  ["[z-a]", "range in square brackets is not one: z-a"],
  ["[[:foo:]]", "range in square brackets"],
  ["(?<n>a)(?<n>b)", "one name"],
  ["(?x)a", "(?…"],
  ["\\Bab", "\\B is not supported"],
  ["\\p{L}{1000}", "too large"],
  ["a{1001}", "1000 times"],
  ["(a{1000}){1000}", "1000 times"],
  ["((a{10}){11}){12}", "1000 times"],
  ["(?i:\\P{Lu})", "where case is ignored"],
  ["(?s)(?mi)\\P{Lu}", "where case is ignored"],
])("%s is refused, and what is wrong is said: %s", (pattern, reason) => {
  const { zh, en } = patternFault(pattern)!;
  expect(en).toContain(reason);
  expect(zh).toMatch(/[\u4e00-\u9fa5]/);
});

test("where case is ignored, a class of all but capitals means two things", () => {
  expect(patternFault("\\P{Lu}", true)).toBeDefined();
  expect(patternFault("\\P{Lu}")).toBeUndefined();
  expect(patternFault("\\\\P\\p{L}", true)).toBeUndefined();
});

test.each([
  ["^上.*海$"],
  ["a{1000}"],
  ["\\p{L}{150}"],
  ["(a{10}){100}"],
  ["(?:a|b)+?"],
  ["\\p{L}\\d\\S[\\S\\-]"],
  ["\\[\\]"],
  ["[a\\]b]"],
  ["(?i:web)"],
  ["(?i)vip"],
  ["(?s)a.b"],
  ["(?<n>a)"],
  ["[\\u4e00-\\u9fa5]+"],
  ["[[(]\\u{1f600}"],
  ["[]a]"],
  ["[[:alpha:]]"],
  ["\\p{Script=Han}"],
  ["\\\\u"],
])("%s is taken", (pattern) => {
  expect(patternFault(pattern)).toBeUndefined();
  expect(compiledPattern(pattern).test("")).toBeTypeOf("boolean");
});

test("a dot is anything but a line feed, a space is one of ASCII, also within brackets", () => {
  const holds = (pattern: string, text: string) => compiledPattern(`^${pattern}$`).test(text);
  expect([holds("a.b", "a\rb"), holds("a.b", "a\nb"), holds("a\\.b", "a.b"), holds("[.]", "x")]).toEqual([true, false, true, false]);
  expect([holds("\\s", " "), holds("\\s", "\u3000"), holds("\\s", "\v"), holds("[\\s]", "\u3000")]).toEqual([true, false, false, false]);
  expect([holds("\\S", "\u3000"), holds("[\\S]", "\u3000"), holds("[\\S]", "\t"), holds("[\\S]", "😀")]).toEqual([true, true, false, true]);
});

test("code points are written as RE2 writes them, classes as their characters, and nothing else is touched", () => {
  expect(re2Pattern("[\\u4e00-\\u9fa5]\\u{1F600}\\\\u4e00\\d")).toBe("(?-s)[\\x{4e00}-\\x{9fa5}]\\x{1F600}\\\\u4e00\\d");
  expect(re2Pattern("\\pZ[^a\\p{Zl}]\\Q\\p{L}\\E[[:^alpha:]\\]]", true)).toBe(
    "(?i-s)[\\x{20}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}-\\x{2029}\\x{202f}\\x{205f}\\x{3000}][^a\\x{2028}]\\Q\\p{L}\\E[[:^alpha:]\\]]",
  );
  expect(re2Pattern("\\P{Any}|\\p{^Any}|[\\P{ASCII}]".slice(17))).toBe("(?-s)[\\x{80}-\\x{d7ff}\\x{e000}-\\x{10ffff}]");
});

test("a pattern that takes others exponential time ends at once", () => {
  const start = performance.now();
  for (const pattern of ["^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "(.*a){30}b$", "^([a-z]+)*\\d$"])
    for (const ignoring of [false, true]) expect(compiledPattern(pattern, ignoring).test(`${"a".repeat(40_000)}!`)).toBe(false);
  expect(performance.now() - start).toBeLessThan(20_000);
});
