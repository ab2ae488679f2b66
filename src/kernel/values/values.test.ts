import fc from "../../../test/support/properties.ts";
import { expect, test } from "vitest";
import { formatDecimal } from "../decimal.ts";
import { BLANKS, cleanText, foldText, INVISIBLE, isMissingWord, isSheetError, readBoolean, readNumber, readText } from "./index.ts";
import type { NumberFormat } from "./index.ts";

const read = (text: string, format?: NumberFormat) => {
  const found = readNumber(text, format);
  return found.kind === "number" ? formatDecimal(found.value) : found.kind === "unreadable" ? found.why : found.kind;
};

const anyEnd = fc.string({
  unit: fc.constantFrom(...[...BLANKS, ...INVISIBLE].flatMap(([from, to]) => [String.fromCodePoint(from), String.fromCodePoint(to)])),
  maxLength: 4,
});

test("blanks and invisible marks are cut from both ends of a text; what is inside stays", () => {
  for (const written of ["上海", "上海 ", "上海　", "\u00a0上海", "\u200b上海\ufeff", "\u202d上海\u202c\r\n", "\u00ad上海\u2060"])
    expect(cleanText(written)).toBe("上海");
  expect(cleanText("  a  b ")).toBe("a  b");
  expect(cleanText("上\u3000海")).toBe("上\u3000海");
  expect(cleanText("e\u0301")).toBe("\u00e9");
  expect(cleanText("❤\ufe0f")).toBe("❤\ufe0f");
  for (const blank of ["", " ", "\u3000\u00a0", "\u200b", "\u2800"]) expect(cleanText(blank)).toBeUndefined();
});

test("whatever blank or unseen mark stands at its ends, a text is the same, and cleaning twice changes nothing", () => {
  fc.assert(
    fc.property(anyEnd, fc.string({ unit: "binary" }), anyEnd, (before, text, after) => {
      const cleaned = cleanText(text);
      expect(cleanText(before + text + after)).toBe(cleaned);
      if (cleaned !== undefined) expect(cleanText(cleaned)).toBe(cleaned);
    }),
  );
});

test("names that look the same have one fold", () => {
  for (const written of ["VIP", "vip", "ＶＩＰ", "V\u200bIP", " VIP\u3000", "VIP\ufe0f"]) expect(foldText(written)).toBe("vip");
  expect(foldText("Café")).toBe(foldText("CAFE\u0301"));
  expect(foldText("高　价值")).toBe(foldText("高 \u00a0价值"));
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text));
    }),
  );
});

test("errors of a sheet are missing everywhere; 无 and - only where no text is wanted", () => {
  for (const error of ["#N/A", "#REF!", "#DIV/0!", "#NAME?", "#VALUE!", "#NULL!", "#NUM!", "#SPILL!", "#n/a", "########"]) {
    expect([error, isSheetError(error), isMissingWord(` ${error}`), readText(`${error} `)]).toEqual([error, true, true, undefined]);
  }
  for (const word of [
    "无",
    "-",
    "—",
    "N/A",
    "NA",
    "n/a",
    "/",
    "暂无",
    "null",
    "NULL",
    "none",
    "nil",
    "空",
    "未填写",
    " － ",
    "\u200b",
    "Ｎ/Ａ",
  ])
    expect(isMissingWord(word), word).toBe(true);
  expect([readText("无"), readText("-"), readText("#1"), readText("# N/A")]).toEqual(["无", "-", "#1", "# N/A"]);
  for (const word of ["无锡", "0", "no", "-1", "none of these"]) expect(isMissingWord(word), word).toBe(false);
});

test("numbers are read as people write them", () => {
  for (const [text, expected] of [
    ["￥99", "99"],
    ["¥1,234.50", "1234.5"],
    ["１２００", "1200"],
    ["１，２００．５", "1200.5"],
    ["1200元", "1200"],
    ["1200 元", "1200"],
    ["1.2万", "12000"],
    ["1.2 万元", "12000"],
    ["3千", "3000"],
    ["1.5亿", "150000000"],
    ["2百万", "2000000"],
    ["0.123456789万", "1234.56789"],
    ["(987.65)", "-987.65"],
    ["（￥987.65）", "-987.65"],
    ["12.5%", "0.125"],
    ["１２．５％", "0.125"],
    ["-12.5 %", "-0.125"],
    ["5‰", "0.005"],
    ["1,234,567.891", "1234567.891"],
    ["1 234", "1234"],
    ["1\u00a0234.50", "1234.5"],
    ["1\u202f234", "1234"],
    ["1'234.50", "1234.5"],
    ["1’234", "1234"],
    ["1.234,56", "1234.56"],
    ["1.234.567", "1234567"],
    ["5-", "-5"],
    ["-￥5", "-5"],
    ["￥-5", "-5"],
    ["−5", "-5"],
    ["＋5", "5"],
    ["US$ 99", "99"],
    ["$1,000", "1000"],
    ["€5", "5"],
    ["5 €", "5"],
    ["£5", "5"],
    ["RMB 5", "5"],
    ["5CNY", "5"],
    ["5块", "5"],
    ["人民币5", "5"],
    ["1e3", "1000"],
    [".5", "0.5"],
    ["5.", "5"],
    ["\u202a￥99\u202c", "99"],
    ["1\u200b200", "1200"],
    ["1.000", "1"],
    ["1,000", "1000"],
  ] as const)
    expect(read(text), text).toBe(expected);
});

test("where commas stand before the fraction, 1.000 is a thousand and 1,000 is one; what is clear stays what it is", () => {
  const as = (text: string) => read(text, "1.234,56");
  expect(["1.000", "1,000", "12,5", "1.234,56", "1.234.567", "1,234.56", "1234.5", "1 234,5", "€ 1.000", "7", "-1.000"].map(as)).toEqual([
    "1000",
    "1",
    "12.5",
    "1234.56",
    "1234567",
    "1234.56",
    "1234.5",
    "1234.5",
    "1000",
    "7",
    "-1000",
  ]);
});

test("what is no number is told apart from one too large, and from nothing", () => {
  for (const text of ["十", "1,2", "1,23,456", "12,5", "5e3万", "--5", "(5", "-5-", "(-5)", "￥5元", "$5%", "10²", "½", "1.2.3", "5kg"])
    expect(read(text), text).toBe("shape");
  for (const text of ["192.168.100.200", "138 0013 8000", "36,37", "2024-01-01", "100元/月", "\u2460"])
    expect(read(text), text).toBe("shape");
  for (const text of ["1e12", "1万亿", "10000亿", "999999999999999"]) expect(read(text), text).toBe("range");
  for (const text of ["", "　", "无", "-", "N/A", "#DIV/0!"]) expect(read(text), text).toBe("missing");
});

test("yes and no are words and signs of both languages; anything else is neither", () => {
  const as = (text: string) => {
    const found = readBoolean(text);
    return found.kind === "boolean" ? found.value : found.kind;
  };
  expect([" 是", "TRUE", "Ｙ", "1", "√", "\u200b对"].map(as)).toEqual([true, true, true, true, true, true]);
  expect(["否", "No", "０", "×\u3000"].map(as)).toEqual([false, false, false, false]);
  expect(["", "无", "#N/A", "maybe", "2"].map(as)).toEqual(["missing", "missing", "missing", "unreadable", "unreadable"]);
});
