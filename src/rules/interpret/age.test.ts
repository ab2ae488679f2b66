import { expect, test } from "vitest";
import { parseInstant } from "../../kernel/index.ts";
import { passes } from "./passes.ts";
import { bornUntil } from "./values.ts";

const timezone = "Asia/Shanghai";
const at = (text: string) => parseInstant(text, timezone)!;
const is = (born: string, years: number, asOf: string) =>
  passes({ op: "years", is: { op: "gte", value: years } }, "time", at(born), { asOf: at(asOf), timezone });

test("a year older at the midnight that begins the birthday, not a millisecond before, whatever the time of birth", () => {
  expect(is("2008-03-10T18:30", 18, "2026-03-09T23:59:59.999")).toBe(false);
  expect(is("2008-03-10T18:30", 18, "2026-03-10")).toBe(true);
});

test("who was born on 29 February has the birthday on the 28th in other years, and on the 29th in leap years", () => {
  expect(is("2008-02-29", 18, "2026-02-27T23:59:59.999")).toBe(false);
  expect(is("2008-02-29", 18, "2026-02-28")).toBe(true);
  expect(is("2008-02-29", 20, "2028-02-28T23:59:59.999")).toBe(false);
  expect(is("2008-02-29", 20, "2028-02-29")).toBe(true);
});

test("the border that the store compares with parts who is old enough from who is not, on every day and across changes of the clock", () => {
  for (const zone of [timezone, "Europe/London", "America/Sao_Paulo"]) {
    for (let day = 0; day < 1_500; day += 7) {
      const moment = { asOf: Date.UTC(2023, 0, 1, 15, 30) + day * 86_400_000, timezone: zone };
      for (const years of [0, 1, 4, 18, 100]) {
        const border = bornUntil(years, moment);
        const isOld = (born: number) => passes({ op: "years", is: { op: "gte", value: years } }, "time", born, moment);
        expect([isOld(border - 1), isOld(border)]).toEqual([true, false]);
      }
    }
  }
});
