import fc from "../../../test/support/properties.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openFacts } from "../../engine/facts/open.ts";
import { literal, type Facts, sql } from "../../engine/index.ts";
import { FIRST_INSTANT, formatInstant, instantOfWall, LAST_INSTANT, parseInstant, wallClock } from "../../kernel/index.ts";
import { testDirectory } from "../../../test/support/directory.ts";
import { parseTimeFormat, type TimeFormat } from "./format.ts";
import { instantOfWallSql } from "../../catalogue/index.ts";
import { inRangeSql, readTimeSql } from "./sql.ts";

let facts: Facts;
const directory = testDirectory("time");

beforeAll(async () => {
  facts = await openFacts({ dataDir: directory.path, memoryBytes: 2 ** 30 });
});
afterAll(async () => {
  await facts.close();
  directory.remove();
});

/** What the engine reads out of each text: ISO text, or null. */
async function read(texts: readonly string[], format: TimeFormat, timezone = "UTC"): Promise<(string | null)[]> {
  const rows = await facts.rows<{ t: string | null }>(
    sql`
      SELECT ${readTimeSql(sql`x`, format, timezone)} AS t
      FROM (
        SELECT CAST(text AS Nullable(String)) AS x, place
        FROM system.one
        ARRAY JOIN ${literal.texts(texts)} AS text, range(${literal.integer(texts.length)}) AS place
      )
      ORDER BY place
    `,
  );
  return rows.map(({ t }) => (t === null ? null : `${t.replace(" ", "T")}Z`));
}

function format(pattern: string): TimeFormat {
  const parsed = parseTimeFormat(pattern);
  if ("fault" in parsed) throw new Error(parsed.fault.en);
  return parsed;
}

const ZONES = [
  "Asia/Shanghai",
  "Europe/London",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "America/Sao_Paulo",
  "UTC",
  "+08:00",
  "-03:30",
];

// The two know the rules of the clocks from different copies; what governments will decide after 2037 is not among them.
const anyWall = fc
  .integer({ min: Date.UTC(1970, 0, 2), max: Date.UTC(2037, 0, 1) })
  .map((instant) => formatInstant(instant).slice(0, 23).replace("T", " "));

test("the engine reads the wall clock of every zone as the kernel does", async () => {
  const agree = fc.asyncProperty(fc.constantFrom(...ZONES), fc.array(anyWall, { minLength: 200, maxLength: 200 }), async (zone, texts) => {
    expect(await read(texts, { kind: "iso" }, zone)).toEqual(texts.map((text) => formatInstant(parseInstant(text, zone)!)));
  });
  await fc.assert(agree, { numRuns: 18 });
});

test("around every change of the clocks: skipped readings move on, repeated ones are the first", async () => {
  for (const zone of ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai"]) {
    const years = zone === "Asia/Shanghai" ? [1986, 1991] : [2024, 2025];
    const texts: string[] = [];
    for (let at = Date.UTC(years[0]!, 0, 1); at < Date.UTC(years[1]!, 0, 1); at += 86_400_000) {
      // Only days on which the offset changes are of interest, every ten minutes of them.
      const [before, after] = [wallClock(at, zone).hour, wallClock(at + 86_400_000, zone).hour];
      if (before !== after)
        for (let minute = -1_440; minute < 2_880; minute += 10)
          texts.push(
            formatInstant(at + minute * 60_000)
              .slice(0, 19)
              .replace("T", " "),
          );
    }
    expect(texts.length).toBeGreaterThan(400);
    expect(await read(texts, { kind: "iso" }, zone)).toEqual(texts.map((text) => formatInstant(parseInstant(text, zone)!)));
  }
});

test("ISO 8601 is read to the letter: offsets, fractions, no thirtieth of February", async () => {
  const good: [string, string][] = [
    ["2025-11-02", "2025-11-02T00:00:00.000Z"],
    ["2025-11-02T03:04", "2025-11-02T03:04:00.000Z"],
    [" 2025-11-02 03:04:05.6789 ", "2025-11-02T03:04:05.678Z"],
    ["2025-11-02T03:04:05,6Z", "2025-11-02T03:04:05.600Z"],
    ["2025-11-02T03:04:05+08:00", "2025-11-01T19:04:05.000Z"],
    ["2025-11-02 03:04:05 -0330", "2025-11-02T06:34:05.000Z"],
    ["1900-01-01", "1900-01-01T00:00:00.000Z"],
    ["2299-12-31T23:59:59.999Z", "2299-12-31T23:59:59.999Z"],
  ];
  expect(
    await read(
      good.map(([text]) => text),
      { kind: "iso" },
    ),
  ).toEqual(good.map(([, iso]) => iso));
  const bad = [
    "2025-02-30",
    "2025-13-01",
    "2025-00-10",
    "2025-01-00",
    "2025-01-01 24:00",
    "2025-01-01 10:60",
    "2025-1-1",
    "20250101",
    "x",
    "2025-01-01x",
    "12:30",
    "2025-11-02T03:04:05+99:99",
    "2025-11-02T03:04:05+14:30",
    "2025-11-02T03:04:05-0860",
  ];
  expect(await read(bad, { kind: "iso" })).toEqual(bad.map(() => null));
});

test("patterns read what they say and nothing else", async () => {
  const cases: [pattern: string, text: string, iso: string | null][] = [
    ["yyyy-MM-dd HH:mmXXX", "2025-11-02 03:04+14:00", "2025-11-01T13:04:00.000Z"],
    ["yyyy-MM-dd HH:mmXXX", "2025-11-02 03:04+99:99", null],
    ["yyyyMMdd", "19970101", "1997-01-01T00:00:00.000Z"],
    ["yyyyMMdd", "19970230", null],
    ["yyyyMMdd", "1997011", null],
    ["dd/MM/yyyy HH:mm", "31/12/2010 08:26", "2010-12-31T08:26:00.000Z"],
    ["dd/MM/yyyy HH:mm", "12/31/2010 08:26", null],
    ["M/d/yyyy H:mm", "12/1/2010 8:26", "2010-12-01T08:26:00.000Z"],
    ["M/d/yyyy H:mm", "12/1/10 8:26", null],
    ["M/d/yyyy h:mm a", "1/2/2010 12:05 AM", "2010-01-02T00:05:00.000Z"],
    ["yyyy年M月d日 H时m分", "2025年3月9日 7时5分", "2025-03-09T07:05:00.000Z"],
    ["d MMM yyyy", "5 Jan 2010", "2010-01-05T00:00:00.000Z"],
    ["yyyy-MM-dd HH:mm:ss.SSS", "2025-01-02 03:04:05.012", "2025-01-02T03:04:05.012Z"],
    ["yyyy-MM-dd HH:mm:ss.SS", "2025-01-02 03:04:05.12", "2025-01-02T03:04:05.120Z"],
    ["yyyy-MM-dd HH:mm:ss.SSSSSS", "2025-01-02 03:04:05.123999", "2025-01-02T03:04:05.123Z"],
    ["yyyyMMdd'T'HHmmssXXX", "20250102T030405+0800", "2025-01-01T19:04:05.000Z"],
    ["yyyyMMdd'T'HHmmssXXX", "20250102T030405Z", "2025-01-02T03:04:05.000Z"],
    ["unix", "1700000000", "2023-11-14T22:13:20.000Z"],
    ["unix", "1700000000.5", "2023-11-14T22:13:20.500Z"],
    ["unix", "-1", "1969-12-31T23:59:59.000Z"],
    ["unixMillis", "1700000000123", "2023-11-14T22:13:20.123Z"],
    ["unixMillis", "1.7e12", null],
  ];
  for (const [pattern, text, iso] of cases) expect([pattern, text, ...(await read([text], format(pattern)))]).toEqual([pattern, text, iso]);
});

test("the span of time that can be kept ends to the millisecond where the kernel's does", async () => {
  const instants = [
    literal.integer(FIRST_INSTANT - 1),
    literal.integer(FIRST_INSTANT),
    literal.integer(LAST_INSTANT),
    literal.integer(LAST_INSTANT + 1),
  ];
  const rows = await facts.rows<{ inside: number }>(
    sql`
      SELECT ${inRangeSql(sql`t`)} AS inside
      FROM (
        SELECT fromUnixTimestamp64Milli(arrayJoin([${sql.join(instants)}]::Array(Int64)), 'UTC') AS t
      )
      ORDER BY t
    `,
  );
  expect(rows.map(({ inside }) => inside)).toEqual([0, 1, 1, 0]);
});

test("a wall clock in the past century is the kernel's too", async () => {
  const wall = { year: 1945, month: 7, day: 15, hour: 12, minute: 0, second: 0, millisecond: 0 };
  const [row] = await facts.rows<{ t: string }>(
    sql`SELECT ${instantOfWallSql(sql`toDateTime64('1945-07-15 12:00:00', 3, 'UTC')`, "Europe/London")} AS t`,
  );
  expect(`${row!.t.replace(" ", "T")}Z`).toBe(formatInstant(instantOfWall(wall, "Europe/London")));
});
