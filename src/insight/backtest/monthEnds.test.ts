import { expect, test } from "vitest";
import { monthEnds } from "./monthEnds.ts";

const iso = (asOf: string, count: number, timezone: string) =>
  monthEnds(Date.parse(asOf), count, timezone).map(({ month, at }) => `${month} ${new Date(at).toISOString()}`);

test("month-ends are the last millisecond of months by the zone's calendar, oldest first", () => {
  expect(iso("2026-03-15T00:00:00Z", 3, "Asia/Shanghai")).toEqual([
    "2025-12 2025-12-31T15:59:59.999Z",
    "2026-01 2026-01-31T15:59:59.999Z",
    "2026-02 2026-02-28T15:59:59.999Z",
  ]);
});

test("a month that ends at the very instant is over; a millisecond before it is not", () => {
  expect(iso("2026-01-31T15:59:59.999Z", 1, "Asia/Shanghai")).toEqual(["2026-01 2026-01-31T15:59:59.999Z"]);
  expect(iso("2026-01-31T15:59:59.998Z", 1, "Asia/Shanghai")).toEqual(["2025-12 2025-12-31T15:59:59.999Z"]);
});

test("across a change of the clock the end stays the end of the local day", () => {
  expect(iso("2025-11-20T00:00:00Z", 2, "America/New_York")).toEqual([
    "2025-09 2025-10-01T03:59:59.999Z",
    "2025-10 2025-11-01T03:59:59.999Z",
  ]);
  expect(iso("2026-01-20T00:00:00Z", 1, "America/New_York")).toEqual(["2025-12 2026-01-01T04:59:59.999Z"]);
});
