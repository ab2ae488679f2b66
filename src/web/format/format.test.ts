import { expect, test } from "vitest";
import { bytes, elapsed, exactNumber, measure, money, percent, shortNumber } from "./number.ts";
import { clockTime, dayInWords, dayOf, exactInstant, relative } from "./time.ts";

test("numbers below ten thousand keep all digits, from there 万 and 亿 in Chinese, K and M in English", () => {
  expect(shortNumber("zh", 9_999)).toBe("9,999");
  expect(shortNumber("zh", 52_317)).toBe("5.23万");
  expect(shortNumber("zh", 52_300_000)).toBe("5230万");
  expect(shortNumber("zh", 123_456_789)).toBe("1.23亿");
  expect(shortNumber("en", 9_999)).toBe("9,999");
  expect(shortNumber("en", 52_317)).toBe("52.3K");
  expect(shortNumber("en", 4_200_000)).toBe("4.2M");
  expect(exactNumber("zh", 52_317)).toBe("52,317");
});

test("decimal text is written exactly, beyond what a float holds", () => {
  expect(exactNumber("zh", "999999999999.123456")).toBe("999,999,999,999.123456");
});

test("percentages have one decimal, and never round to nothing or to all", () => {
  expect(percent("zh", 0.1234)).toBe("12.3%");
  expect(percent("zh", 0)).toBe("0.0%");
  expect(percent("zh", 0.0001)).toBe("<0.1%");
  expect(percent("zh", 0.9999)).toBe(">99.9%");
  expect(percent("zh", 1)).toBe("100.0%");
});

test("money carries its currency, other units follow the number", () => {
  expect(money("zh", "12800.5", "CNY")).toBe("¥12,800.50");
  expect(money("en", "12800.5", "GBP")).toBe("£12,800.50");
  expect(measure("zh", "12.345678", "天")).toBe("12.34 天");
  expect(measure("zh", "3", null)).toBe("3");
});

test("sizes and durations read in their natural unit", () => {
  expect(bytes("en", 1_536)).toBe("1.5 KB");
  expect(elapsed("zh", 860)).toBe("860 毫秒");
  expect(elapsed("en", 2_400)).toBe("2.4 s");
});

test("times are relative, exact on the wall clock of the workspace", () => {
  const now = Date.parse("2026-11-22T03:20:57Z");
  expect(relative("zh", "2026-11-22T03:20:40Z", now)).toBe("刚刚");
  expect(relative("zh", "2026-11-22T03:17:00Z", now)).toBe("3分钟前");
  expect(relative("en", "2026-11-20T03:17:00Z", now)).toBe("2 days ago");
  expect(exactInstant("2026-11-22T03:20:57Z", "Asia/Shanghai")).toBe("2026-11-22 11:20:57 Asia/Shanghai");
  expect(clockTime("2026-11-21T16:05:00Z", "Asia/Shanghai")).toBe("00:05");
});

test("a day is that of the workspace, not of the browser", () => {
  expect(dayOf("2026-11-21T16:05:00Z", "Asia/Shanghai")).toBe("2026-11-22");
  expect(dayOf("2026-11-21T16:05:00Z", "Europe/London")).toBe("2026-11-21");
  expect(dayInWords("zh", "2026-11-22", "2026-12-01")).toBe("11月22日周日");
  expect(dayInWords("en", "2025-11-22", "2026-12-01")).toContain("2025");
});
