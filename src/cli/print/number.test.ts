import { expect, test } from "vitest";
import { bytes, duration, grouped, percent, signed } from "./number.ts";

test("numbers are grouped by three and text is left alone", () => {
  expect([1234567, "-1234.56789", 999, "0.123456", "VIP1234", "2011-12-09"].map(grouped)).toEqual([
    "1,234,567",
    "-1,234.56789",
    "999",
    "0.123456",
    "VIP1234",
    "2011-12-09",
  ]);
});

test("a share that is not nothing is never shown as 0.0 %, nor one that is not all as 100.0 %", () => {
  expect([0, 0.0001, 0.3735, 0.9999, 1, null].map(percent)).toEqual(["0.0 %", "< 0.1 %", "37.4 %", "> 99.9 %", "100.0 %", "–"]);
});

test("changes carry their sign", () => {
  expect([1200, -3, 0].map(signed)).toEqual(["+1,200", "−3", "0"]);
});

test("durations and sizes are said in the unit that suits them", () => {
  expect([12, 3_240, 125_000].map(duration)).toEqual(["12 ms", "3.2 s", "2 min 5 s"]);
  expect([950, 1_234_000, 999_999].map(bytes)).toEqual(["950 B", "1.2 MB", "1.0 MB"]);
});
