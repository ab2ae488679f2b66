import { expect, test } from "vitest";
import { cut, widthOf, wrap } from "./width.ts";

test("a Chinese character takes two columns, a letter one, a combining mark none", () => {
  expect(widthOf("abc")).toBe(3);
  expect(widthOf("高价值客户")).toBe(10);
  expect(widthOf("前20%消费")).toBe(9);
  expect(widthOf("e\u0301")).toBe(1);
  expect(widthOf("，（）")).toBe(6);
  expect(widthOf("–…✓")).toBe(3);
});

test("an emoji of several code points is one picture of two columns", () => {
  expect(widthOf("👨‍👩‍👧")).toBe(2);
  expect(widthOf("🇨🇳")).toBe(2);
});

test("a text is cut between characters and never wider than asked", () => {
  expect(cut("高价值客户", 10)).toBe("高价值客户");
  expect(cut("高价值客户", 9)).toBe("高价值客…");
  expect(cut("高价值客户", 8)).toBe("高价值…");
  expect(cut("abcdef", 4)).toBe("abc…");
});

test("lines break at spaces, and between Chinese characters", () => {
  expect(wrap("the quick brown fox", 10)).toEqual(["the quick", "brown fox"]);
  expect(wrap("标签的名称或编码", 8)).toEqual(["标签的名", "称或编码"]);
  expect(wrap("", 8)).toEqual([""]);
});
