import fc from "../../test/support/properties.ts";
import { expect, test } from "vitest";
import { averageOf, decimalOf, formatDecimal, MAX_DECIMAL, parseDecimal } from "./decimal.ts";

const read = (text: string) => {
  const value = parseDecimal(text);
  return value === undefined ? undefined : formatDecimal(value);
};

test("a number is read exactly and written in its shortest form", () => {
  for (const [text, expected] of [
    ["0.1", "0.1"],
    ["-0", "0"],
    ["007", "7"],
    ["+3.50", "3.5"],
    [".5", "0.5"],
    ["5.", "5"],
    ["1e3", "1000"],
    ["1.5E-3", "0.0015"],
    [" 12 ", "12"],
    ["-12.000001", "-12.000001"],
    ["0e999", "0"],
  ])
    expect(read(text!), text).toBe(expected);
  expect(parseDecimal("0.1")! + parseDecimal("0.2")!).toBe(parseDecimal("0.3")!);
});

test("digits past the sixth are rounded half away from zero, on both sides", () => {
  expect(["0.0000005", "0.00000049", "-0.0000005", "1.9999995", "4e-7", "5e-7", "1e-999"].map(read)).toEqual([
    "0.000001",
    "0",
    "-0.000001",
    "2",
    "0",
    "0.000001",
    "0",
  ]);
});

test("what is no number, or has 10^12 or more, is none", () => {
  for (const text of [
    "",
    " ",
    ".",
    "-",
    "1,000",
    "1 000",
    "0x10",
    "NaN",
    "Infinity",
    "１２",
    "1e",
    "--1",
    "1e12",
    "-1e12",
    "999999999999.9999995",
    "1e999",
  ])
    expect(read(text), text).toBeUndefined();
  expect(parseDecimal("999999999999.999999")).toBe(MAX_DECIMAL);
  expect(parseDecimal("-999999999999.999999")).toBe(-MAX_DECIMAL);
});

test("whatever is written is read back as the same number", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -MAX_DECIMAL, max: MAX_DECIMAL }), (value) => {
      expect(parseDecimal(formatDecimal(value))).toBe(value);
    }),
  );
});

test("an average is cut at the sixth digit, as the fact store divides", () => {
  expect(formatDecimal(averageOf(decimalOf(2), 3))).toBe("0.666666");
  expect(formatDecimal(averageOf(decimalOf(-2), 3))).toBe("-0.666666");
});
