import { expect, test } from "vitest";
import { fitsPinyin } from "./fitsPinyin.ts";

const fits = (pinyin: string, ...typed: readonly string[]) => typed.filter((letters) => fitsPinyin(pinyin, letters));

test("whole syllables, initials, a mixture and the beginning of a syllable fit, from any character on", () => {
  const typed = ["gaojiazhikehu", "gjzkh", "gaojz", "gaoj", "kehu", "kh", "jiazh"];
  expect(fits("gao jia zhi ke hu", ...typed)).toEqual(typed);
});

test("letters in another order, too many letters and nothing do not fit", () => {
  expect(fits("gao jia zhi ke hu", "jg", "gaojiazhikehus", "aojia", "")).toEqual([]);
});

test("every reading of a character fits", () => {
  expect(fits("zhong/chong gou", "zhonggou", "chonggou", "cg", "zg", "gc")).toEqual(["zhonggou", "chonggou", "cg", "zg"]);
});

test("a long run of one letter is answered at once", () => {
  const pinyin = Array.from({ length: 60 }, () => "da/dai/duo/d").join(" ");
  expect(fitsPinyin(pinyin, "d".repeat(61))).toBe(false);
});
