import { expect, test } from "vitest";
import { formatDecimal } from "../decimal.ts";
import { formatDurationValue, isPlainDuration, readDuration } from "./durationText.ts";

const seconds = (text: string) => {
  const read = readDuration(text);
  return read === undefined ? undefined : formatDecimal(read);
};

test("durations are read in the units of both languages, exactly to the microsecond", () => {
  expect(
    ["2h 30m", "90m", "1d 2h", "2小时30分", "1.5h", "1天 2个小时", "45s", "0.001s", "250ms", "2 Hours 5 mins", "1周", "0m"].map(seconds),
  ).toEqual(["9000", "5400", "93600", "9000", "5400", "93600", "45", "0.001", "0.25", "7500", "604800", "0"]);
});

test("full-width signs of a duration are read as narrow ones", () => {
  expect(["２ｈ", "３０分钟", "１．５小时", "２Ｈ　３０ｍ", "２5 ｍｉｎｓ"].map(seconds)).toEqual(["7200", "1800", "5400", "9000", "1500"]);
  expect(["２ｈ３０ｍ", "３０分钟"].map(isPlainDuration)).toEqual([true, true]);
});

test("a number without a unit, a unit twice or in the wrong order, and months are no duration", () => {
  for (const text of ["", " ", "90", "30m 2h", "1h 1h", "3个月", "-2h", "1.0000001s", "1.0001m", "2h 30", "999999999w 1d"])
    expect(seconds(text)).toBeUndefined();
});

test("a duration is written with its longest units, and read back as the same", () => {
  const texts = ["0s", "1.5s", "1m", "1m 0.001s", "2h 30m", "1d 2h 30m 5s", "1m 40.333333s", "11574074d 1h 46m 39s"];
  expect(texts.map((text) => formatDurationValue(readDuration(text)!))).toEqual(texts);
  expect(formatDurationValue(-9_000_000_000n)).toBe("-2h 30m");
  expect(formatDurationValue(100_333_333n)).toBe("1m 40.333333s");
});
