import { expect, test } from "vitest";
import { dateText, dayOf, dayOfDate, monthOf, startOf, weekdayOf } from "./calendar.ts";
import { exponential } from "./distributions.ts";
import { promotionsOf } from "./promotions.ts";
import { randomOf } from "./random.ts";
import { advance, promotionOn, seasonOf } from "./season.ts";

const YEAR = seasonOf(dayOfDate(2025, 1, 1), dayOfDate(2025, 12, 31));

test("a day of the shop begins at midnight in China", () => {
  const day = dayOf(Date.parse("2025-11-10T16:00:00Z"));
  expect(dateText(day)).toBe("2025-11-11");
  expect(startOf(day)).toBe(Date.parse("2025-11-11T00:00:00+08:00"));
  expect([weekdayOf(day), monthOf(day)]).toEqual([2, 11]);
});

test("the Spring Festival moves with the lunar year", () => {
  const festival = (year: number): string => dateText(promotionsOf(year).find(({ name, lift }) => name === "春节" && lift < 0.5)!.from + 2);
  expect([2025, 2026, 2027].map(festival)).toEqual(["2025-01-29", "2026-02-17", "2027-02-06"]);
});

test("promotions lie on their days", () => {
  expect(promotionOn(YEAR, dayOfDate(2025, 11, 11))?.name).toBe("双11");
  expect(promotionOn(YEAR, dayOfDate(2025, 6, 18))?.name).toBe("618");
  expect(promotionOn(YEAR, dayOfDate(2025, 4, 15))).toBeUndefined();
});

test("advancing in two steps is advancing once by both", () => {
  const middle = advance(YEAR, 1, YEAR.first + 0.3, 40);
  expect(advance(YEAR, 1, middle, 25.5)).toBeCloseTo(advance(YEAR, 1, YEAR.first + 0.3, 65.5), 6);
  expect(advance(YEAR, 1, YEAR.first, 10_000)).toBe(Infinity);
});

test("a Poisson process along the season brings many times as many orders on 双11 as on an ordinary day", () => {
  const random = randomOf(3);
  const days = new Map<number, number>();
  for (let customer = 0; customer < 3000; customer++)
    for (let at = YEAR.first as number; (at = advance(YEAR, 1, at, exponential(random, 20))) < Infinity;)
      days.set(Math.floor(at), (days.get(Math.floor(at)) ?? 0) + 1);
  const ordinary = days.get(dayOfDate(2025, 4, 15))!;
  expect(days.get(dayOfDate(2025, 11, 11))! / ordinary).toBeGreaterThan(10);
  expect(days.get(dayOfDate(2025, 1, 29))! / ordinary).toBeLessThan(0.6);
});
