import { expect, test } from "vitest";
import fc from "../../../test/support/properties.ts";
import { ExactNumber, parseJson, scalarText } from "./index.ts";

test("a number that a double holds is a number, another keeps its digits", () => {
  const read = (text: string) => (parseJson(`{"a":${text}}`) as { a: unknown }).a;
  for (const [text, value] of [
    ["0", 0],
    ["-0", -0],
    ["12.50", 12.5],
    ["9007199254740991", 9_007_199_254_740_991],
    ["1e3", 1_000],
    ["0.30000000000000004", 0.300_000_000_000_000_04],
    // Seventeen digits of a program that writes too many: the same amount to the sixth place.
    ["19.989999999999998", 19.989_999_999_999_998],
    ["0.10000000000000001", 0.1],
  ] as const)
    expect([text, read(text)]).toEqual([text, value]);
  for (const text of [
    "7213456789012345641",
    "-9007199254740993",
    "1000000000000000000000",
    "99999999999.123456",
    "0.12345649999999999999",
    "1e400",
    "-1E+999",
  ])
    expect([text, scalarText(read(text)), JSON.stringify(read(text))]).toEqual([text, text, text]);
});

test("what looks like a long number within a text stays a text; lists and the top keep digits too", () => {
  expect(parseJson('{"a":"x:1234567890123456789","b":["[1234567890123456789"]}')).toEqual({
    a: "x:1234567890123456789",
    b: ["[1234567890123456789"],
  });
  expect(parseJson("[1 , 1234567890123456789]")).toEqual([1, new ExactNumber("1234567890123456789")]);
  expect(parseJson(" 1234567890123456789 ")).toEqual(new ExactNumber("1234567890123456789"));
});

test("a key __proto__ is a key, with and without long numbers beside it", () => {
  for (const more of ["1", "1234567890123456789"]) {
    const value = parseJson(`{"__proto__":{"x":1},"a":${more}}`) as Record<string, unknown>;
    expect([Object.keys(value), Object.getPrototypeOf(value)]).toEqual([["__proto__", "a"], Object.prototype]);
    expect((value as { x?: unknown }).x).toBeUndefined();
  }
});

test("any JSON is read as JSON.parse reads it, and whole numbers of any size come back digit for digit", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(JSON.parse(JSON.stringify(parseJson(text)))).toEqual(JSON.parse(text));
    }),
  );
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.constantFrom("", " ", "\n"), (whole, blank) => {
      expect(scalarText((parseJson(`{"id":${blank}${whole}}`) as { id: unknown }).id)).toBe(String(whole));
    }),
  );
});
