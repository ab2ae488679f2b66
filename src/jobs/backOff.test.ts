import { expect, test } from "vitest";
import { backOffMilliseconds } from "./backOff.ts";

const backOff = { firstMilliseconds: 1_000, longestMilliseconds: 60_000 };

test("the wait doubles with each failure, is spread by a quarter either way, and has a longest", () => {
  expect([1, 2, 3, 4].map((failures) => backOffMilliseconds(backOff, failures, 0.5))).toEqual([1_000, 2_000, 4_000, 8_000]);
  expect([0, 1].map((chance) => backOffMilliseconds(backOff, 2, chance))).toEqual([1_500, 2_500]);
  expect([7, 100, 1e9].map((failures) => backOffMilliseconds(backOff, failures, 1))).toEqual([60_000, 60_000, 60_000]);
});
