import { expect, test } from "vitest";
import { suggestedType } from "./suggestType.ts";
import { saysNothing } from "../../catalogue/index.ts";
import { columnValue } from "./values.ts";

const as = (type: Parameters<typeof columnValue>[0], value: Parameters<typeof columnValue>[1]) => columnValue(type, value, "Asia/Shanghai");

test("numbers become decimal text of six places, floats and exponents included", () => {
  expect([12, 12.5, 0.1, -0, 1e-7, 123456789.1234567, "1e3", " 7 ", "+3.10"].map((value) => as("number", value))).toEqual([
    "12",
    "12.5",
    "0.1",
    "0",
    "0",
    "123456789.123457",
    "1000",
    "7",
    "3.1",
  ]);
});

test("what is no number, or too large for one, does not fit", () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1e12, "1e12", "十", "1,00", true, ["1"]])
    expect(as("number", value)).toBeUndefined();
});

test("a time without offset is read in the given zone; numbers are not times", () => {
  expect(as("time", "2025-06-01")).toBe("2025-05-31 16:00:00.000");
  expect(as("time", "2025-06-01T00:00:00.5Z")).toBe("2025-06-01 00:00:00.500");
  for (const value of [1_700_000_000, "yesterday", "2025-02-30", true]) expect(as("time", value)).toBeUndefined();
});

test("yes and no are read from the same words as in files, and from 1 and 0", () => {
  expect(["true", "FALSE", true, 1, "yes", "否 ", 0, 2, "maybe"].map((value) => as("boolean", value))).toEqual([
    true,
    false,
    true,
    true,
    true,
    false,
    false,
    undefined,
    undefined,
  ]);
});

test("a date is read from a text, a midnight or eight digits", () => {
  const written = ["1900-01-01", "1990年1月1日", "1989-12-31T16:00:00.000Z", "1990-01-01T00:00:00Z", 19_900_101, "32874"];
  expect(written.map((value) => as("date", value))).toEqual(["1900-01-01", ...Array.from({ length: 5 }, () => "1990-01-01")]);
  for (const value of ["1/2/1990", "1990-02-30", "yesterday", 1990, 1_700_000_000, true]) expect(as("date", value)).toBeUndefined();
});

test("a list takes single texts and plain values, text takes no list", () => {
  expect(as("list", ["a", 2, null, true])).toEqual(["a", "2", "true"]);
  expect(as("list", "a")).toEqual(["a"]);
  expect(as("text", ["a"])).toBeUndefined();
  expect(as("text", 12.5)).toBe("12.5");
});

test("unseen values suggest their type, texts as cells of a file do, digits of an id none", () => {
  const values = [1, 1e15, true, "x", "10", "是", "2025-01-01", "20250101 ", "007", "2025-01-01T00:00:00Z", "2025/1/1 8:30", ["a"], "无"];
  expect(values.map((value) => suggestedType("x", value))).toEqual([
    "number",
    "text",
    "boolean",
    "text",
    "number",
    "boolean",
    "date",
    "number",
    "text",
    "time",
    "time",
    "list",
    undefined,
  ]);
  expect([20250101, "20250101"].map((value) => suggestedType("order_id", value))).toEqual(["text", "text"]);
});

test("what says nothing depends on what is wanted: 无 is a text and no number; blanks and errors of a sheet are neither", () => {
  for (const value of [null, "", " \u200b", "#N/A"])
    expect([saysNothing("text", value), saysNothing("number", value)]).toEqual([true, true]);
  for (const value of ["无", "-", "N/A"]) expect([saysNothing("text", value), saysNothing("number", value)]).toEqual([false, true]);
  expect(as("list", [" a", "#REF!", "　", "b\u200b"])).toEqual(["a", "b"]);
});
