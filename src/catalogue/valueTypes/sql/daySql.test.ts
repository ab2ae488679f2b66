import fc from "../../../../test/support/properties.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestEngine } from "../../../../test/support/engine.ts";
import type { Engine } from "../../../engine/index.ts";
import { literal, sql, type Sql } from "../../../engine/index.ts";
import { addDays, bareDay, dayOf, endOfDay, readDay, startOfDay, type Day } from "../../../kernel/index.ts";
import { bareDaySql, dayOfMidnightSql, readDaySql, startOfDaySql } from "./daySql.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

async function inSql(texts: readonly string[], statement: (text: Sql) => Sql): Promise<(string | null)[]> {
  const rows = await engine.facts.rows<{ day: string | null }>(
    sql`
      SELECT toString(${statement(sql`text`)}) AS day
      FROM (
        SELECT toNullable(t.1) AS text, t.2 AS n
        FROM (
          SELECT arrayJoin([${sql.join(texts.map((text, at) => sql`(${literal.text(text)}, ${literal.integer(at)})`))}]) AS t
        )
      )
      ORDER BY n
    `,
  );
  return rows.map(({ day }) => day);
}

const WRITTEN: readonly (readonly [text: string, day: Day | null])[] = [
  ["2026-01-31", "2026-01-31"],
  ["2026-1-5", "2026-01-05"],
  ["2026/1/31", "2026-01-31"],
  ["2026.01.31", "2026-01-31"],
  ["2026年1月31日", "2026-01-31"],
  [" 2026 年 1 月 31 日　", "2026-01-31"],
  ["2026年1月31", "2026-01-31"],
  ["20260131", "2026-01-31"],
  ["46053", "2026-01-31"],
  ["10000", "1927-05-18"],
  ["1900-01-01", "1900-01-01"],
  ["1940-06-01", "1940-06-01"],
  ["2299-12-31", "2299-12-31"],
  ["1899-12-31", null],
  ["2300-01-01", null],
  ["2025-02-29", null],
  ["2024-02-29", "2024-02-29"],
  ["2026-13-01", null],
  ["2026-00-10", null],
  ["1/2/2026", null],
  ["31/12/2026", null],
  ["2026", null],
  ["9999", null],
  ["012345", null],
  ["2026-01/31", null],
  ["无", null],
  ["", null],
  ["2026-01-31 00:00:00", "2026-01-31"],
  ["2026/1/31 0:00", "2026-01-31"],
  ["2026-01-31T08:30", "2026-01-31"],
  ["2026年1月31日8时30分", "2026-01-31"],
  ["2026年1月31日 08:30:15", "2026-01-31"],
  ["2026-01-31 25:00", null],
  ["1990-01-01T00:00:00Z", "1990-01-01"],
  ["1989-12-31T16:00:00.000Z", "1990-01-01"],
  ["1990-01-01T00:00:00+08:00", "1990-01-01"],
  ["1940-05-31T16:00:00Z", "1940-06-01"],
  ["1990-06-01T20:00:00Z", "1990-06-02"],
  ["1990-02-30T00:00:00Z", null],
];

test("a day is read in every form that says it without doubt, by programs and in files alike", async () => {
  const texts = WRITTEN.map(([text]) => text);
  const wanted = WRITTEN.map(([, day]) => day);
  expect(texts.map((text) => readDay(text, "Asia/Shanghai") ?? null)).toEqual(wanted);
  expect(await inSql(texts, (text) => readDaySql(text, "Asia/Shanghai"))).toEqual(wanted);
});

const anyDay = fc.integer({ min: 0, max: 146_096 }).map((days) => addDays("1900-01-01", days));
const spelling = fc
  .tuple(anyDay, fc.constantFrom("-", "/", ".", "年", "", "serial"), fc.boolean(), fc.constantFrom("", " ", "　"))
  .map(([day, form, short, blank]) => {
    const [year, month, date] = day.split("-").map((part, at) => (short && at > 0 && form !== "" ? String(Number(part)) : part));
    if (form === "serial") return { day, text: String(Date.parse(day) / 86_400_000 + 25_569) };
    return { day, text: blank + (form === "年" ? `${year}年${month}月${date}日` : [year, month, date].join(form)) + blank };
  });
/** A serial of four digits may be a year, and one of six is later than 2173. */
const unmistaken = spelling.filter(({ text }) => !/^\d+$/.test(text.trim()) || [5, 8].includes(text.trim().length));

test("however a day is spelt, it is that day", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(unmistaken, { minLength: 40, maxLength: 40 }), async (spelt) => {
      const texts = spelt.map(({ text }) => text);
      const days = spelt.map(({ day }) => day);
      expect(texts.map((text) => bareDay(text))).toEqual(days);
      expect(await inSql(texts, (text) => bareDaySql(sql`ifNull(${text}, '')`))).toEqual(days);
    }),
    { numRuns: 20 },
  );
});

test("whatever a text says, it is the same day for programs and files", async () => {
  const piece = fc.constantFrom(
    "1990",
    "2026",
    "20260131",
    "46053",
    "1",
    "01",
    "12",
    "31",
    "-",
    "/",
    ".",
    "年",
    "月",
    "日",
    "T",
    " ",
    "　",
    "00:00",
    "8:30",
    ":15",
    "Z",
    "+08:00",
    "x",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(piece, { maxLength: 9 }), { minLength: 60, maxLength: 60 }),
      fc.constantFrom("Asia/Shanghai", "America/Sao_Paulo", "UTC"),
      async (all, zone) => {
        const texts = all.map((pieces) => pieces.join(""));
        expect(await inSql(texts, (text) => readDaySql(text, zone))).toEqual(texts.map((text) => readDay(text, zone) ?? null));
      },
    ),
    { numRuns: 30 },
  );
});

test("a day begins at the first instant that its clock shows, also where a change of the clock skips midnight, and ends where the next begins", async () => {
  for (const [day, zone] of [
    ["1940-06-01", "Asia/Shanghai"],
    ["1900-01-01", "Asia/Shanghai"],
    ["1986-05-04", "Asia/Shanghai"],
    ["2018-11-04", "America/Sao_Paulo"],
    ["2019-02-16", "America/Sao_Paulo"],
    ["2024-03-31", "Asia/Beirut"],
    ["2026-01-31", "UTC"],
  ] as const) {
    const start = startOfDay(day, zone);
    expect([dayOf(start, zone), dayOf(start - 1, zone)], day).toEqual([day, addDays(day, -1)]);
    expect(endOfDay(day, zone) + 1).toBe(startOfDay(addDays(day, 1), zone));
    const [row] = await engine.facts.rows<{ start: string; day: string }>(
      sql`SELECT toString(toUnixTimestamp64Milli(${startOfDaySql(sql`toNullable(${literal.day(day)})`, zone)})) AS start, toString(${dayOfMidnightSql(sql`toNullable(${literal.instant(start)})`, zone)}) AS day`,
    );
    expect([Number(row!.start), row!.day], `${day} ${zone}`).toEqual([start, day]);
  }
});
