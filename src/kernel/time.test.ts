import fc from "../../test/support/properties.ts";
import { expect, test } from "vitest";
import {
  addDuration,
  FIRST_INSTANT,
  formatDuration,
  formatInstant,
  instantOfWall,
  isTimezone,
  LAST_INSTANT,
  parseDuration,
  parseInstant,
  subtractDuration,
  wallClock,
} from "./time.ts";

const SHANGHAI = "Asia/Shanghai";
const BERLIN = "Europe/Berlin";
const back = (from: string, duration: string, timezone = SHANGHAI) =>
  formatInstant(subtractDuration(parseInstant(from, timezone)!, parseDuration(duration)!, timezone));
const on = (from: string, duration: string, timezone = SHANGHAI) =>
  formatInstant(addDuration(parseInstant(from, timezone)!, parseDuration(duration)!, timezone));

test("an offset that no clock of the world has is no time", () => {
  const at = (offset: string) => parseInstant(`2025-11-02T03:04:05${offset}`, SHANGHAI);
  for (const offset of ["+99:99", "+15:00", "-24:00", "+08:60", "+14:01", "+1401", "-9900"])
    expect([offset, at(offset)]).toEqual([offset, undefined]);
  for (const offset of ["+14:00", "-12:00", "+0545", "+13:59", "-0330", "Z"])
    expect([offset, typeof at(offset)]).toEqual([offset, "number"]);
});

test("an instant without an offset is the wall clock of the zone; with one, that of the offset", () => {
  const at = (text: string) => formatInstant(parseInstant(text, SHANGHAI)!);
  expect(at("2025-11-02")).toBe("2025-11-01T16:00:00.000Z");
  expect(at("2025-11-02 03:04")).toBe("2025-11-01T19:04:00.000Z");
  expect(at("2025-11-02T03:04:05.678+08:00")).toBe("2025-11-01T19:04:05.678Z");
  expect(at("2025-11-02T03:04:05,6Z")).toBe("2025-11-02T03:04:05.600Z");
  expect(at("2025-11-02T03:04:05.6789-0330")).toBe("2025-11-02T06:34:05.678Z");
});

test("what is no time, or outside 1900 to 2299, is none", () => {
  for (const text of [
    "",
    "2025",
    "2025-13-01",
    "2025-02-29",
    "2025-11-02T24:00",
    "2025-11-02T03:60",
    "2025-1-2",
    "02/11/2025",
    "1899-12-30",
    "0000-01-01",
    "0099-12-31T23:59:59Z",
    "2300-01-02",
  ])
    expect(parseInstant(text, "UTC"), text).toBeUndefined();
  expect(parseInstant("2024-02-29", "UTC")).toBeDefined();
});

test("the range is that of the wall clock, in every zone: from the first midnight of 1900 to the last millisecond of 2299", () => {
  for (const timezone of ["UTC", SHANGHAI, "America/Los_Angeles", "Pacific/Kiritimati", "Etc/GMT+12"]) {
    for (const [text, wall] of [
      ["1900-01-01", "1900-1-1 0:0"],
      ["2299-12-31T23:59:59.999", "2299-12-31 23:59"],
    ] as const) {
      const instant = parseInstant(text, timezone)!;
      const { year, month, day, hour, minute } = wallClock(instant, timezone);
      expect(`${year}-${month}-${day} ${hour}:${minute}`).toBe(wall);
      expect(instant >= FIRST_INSTANT && instant <= LAST_INSTANT, timezone).toBe(true);
    }
    expect([parseInstant("1899-12-31T23:59:59.999", timezone), parseInstant("2300-01-01", timezone)]).toEqual([undefined, undefined]);
  }
  expect(parseInstant("1900-01-01T00:00:00+08:00", "UTC")).toBe(Date.UTC(1899, 11, 31, 16));
});

test("days and weeks are exact lengths even across a change of the clock; months and years move the wall clock", () => {
  expect(back("2025-03-31T12:00", "1d", BERLIN)).toBe("2025-03-30T10:00:00.000Z");
  expect(back("2025-03-30T12:00", "1d", BERLIN)).toBe("2025-03-29T10:00:00.000Z");
  expect(back("2025-04-15T12:00", "1m", BERLIN)).toBe("2025-03-15T11:00:00.000Z");
  expect(on("2025-03-15T12:00", "1m", BERLIN)).toBe("2025-04-15T10:00:00.000Z");
  expect(back("2025-11-02T00:00", "2w")).toBe(back("2025-11-02T00:00", "14d"));
});

test("a month's last day is clipped, not carried over", () => {
  expect(back("2025-03-31", "1m", "UTC")).toBe("2025-02-28T00:00:00.000Z");
  expect(back("2024-03-31", "1m", "UTC")).toBe("2024-02-29T00:00:00.000Z");
  expect(back("2024-02-29", "1y", "UTC")).toBe("2023-02-28T00:00:00.000Z");
  expect(on("2025-01-31", "1m", "UTC")).toBe("2025-02-28T00:00:00.000Z");
  expect(back("2025-01-15", "13m", "UTC")).toBe("2023-12-15T00:00:00.000Z");
  expect(back("2025-03-31T08:30", "1m")).toBe("2025-02-28T00:30:00.000Z");
});

test("a reading that the clock skips is an hour later; one that it shows twice is the first", () => {
  const wall = (hour: number, minute: number, month: number, day: number) => ({
    year: 2025,
    month,
    day,
    hour,
    minute,
    second: 0,
    millisecond: 0,
  });
  expect(formatInstant(instantOfWall(wall(2, 30, 3, 30), BERLIN))).toBe("2025-03-30T01:30:00.000Z");
  expect(formatInstant(instantOfWall(wall(2, 30, 10, 26), BERLIN))).toBe("2025-10-26T00:30:00.000Z");
});

test("the wall clock read and set again is the same instant, in zones with odd offsets too", () => {
  const zone = fc.constantFrom(SHANGHAI, BERLIN, "UTC", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia");
  const instant = fc.integer({ min: Date.UTC(1950, 0, 2), max: LAST_INSTANT - 86_400_000 * 2 });
  fc.assert(
    fc.property(zone, instant, (timezone, at) => {
      const wall = wallClock(at, timezone);
      const again = instantOfWall(wall, timezone);
      // The second of two equal readings is read as the first, an hour or less before.
      expect(wallClock(again, timezone)).toEqual(wall);
      expect(at - again >= 0 && at - again <= 3_600_000).toBe(true);
    }),
  );
});

test("durations are read and written in one unit", () => {
  for (const text of ["24h", "90d", "2w", "3m", "1y", "0d"]) expect(formatDuration(parseDuration(text)!)).toBe(text);
  for (const text of ["", "d", "1", "1 day", "-1d", "1.5d", "1s", "1d2h", "1234567d"]) expect(parseDuration(text), text).toBeUndefined();
});

test("only names of zones are zones", () => {
  expect([SHANGHAI, "UTC", "Asia/Shanghia", ""].map(isTimezone)).toEqual([true, true, false, false]);
});
