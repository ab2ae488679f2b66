import { expect, test } from "vitest";
import { formatInstant } from "../kernel/index.ts";
import { nextByCron } from "./cron.ts";

/** The next `count` instants after `after`, in UTC. */
function nexts(cron: string, timezone: string, after: string, count: number): string[] {
  const found: string[] = [];
  for (let at = Date.parse(after); found.length < count;) found.push(formatInstant((at = nextByCron(cron, timezone, at))));
  return found;
}

test("a cron expression counts in its own time zone", () => {
  expect(nexts("30 3 * * *", "Asia/Shanghai", "2026-01-01T00:00:00Z", 2)).toEqual(["2026-01-01T19:30:00.000Z", "2026-01-02T19:30:00.000Z"]);
  expect(nexts("0 9 * * 1", "America/New_York", "2026-01-01T00:00:00Z", 1)).toEqual(["2026-01-05T14:00:00.000Z"]);
});

test("over a change of clocks: the day stays the day, an hour that is left out is made up for, one that comes twice counts once", () => {
  // Berlin: 2026-03-29 02:00 → 03:00, 2026-10-25 03:00 → 02:00.
  expect(nexts("0 12 * * *", "Europe/Berlin", "2026-03-28T00:00:00Z", 3)).toEqual([
    "2026-03-28T11:00:00.000Z",
    "2026-03-29T10:00:00.000Z",
    "2026-03-30T10:00:00.000Z",
  ]);
  expect(nexts("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", 2)).toEqual(["2026-03-29T01:00:00.000Z", "2026-03-30T00:30:00.000Z"]);
  expect(nexts("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", 2)).toEqual(["2026-10-25T00:30:00.000Z", "2026-10-26T01:30:00.000Z"]);
});
