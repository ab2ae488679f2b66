import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestEngine } from "../../../../test/support/engine.ts";
import fc from "../../../../test/support/properties.ts";
import { literal, sql, type Engine, type Sql } from "../../../engine/index.ts";
import { formatDecimal, formatDurationValue, parseSum, readDuration } from "../../../kernel/index.ts";
import { durationTextSql, readDurationSql } from "./durationSql.ts";

let engine: Engine;
beforeAll(async () => {
  engine = await openTestEngine();
});
afterAll(() => engine.close());

async function inSql(values: readonly string[], write: (value: Sql) => Sql): Promise<(string | null)[]> {
  const pairs = sql.join(values.map((value, at) => sql`(${literal.text(value)}, ${literal.integer(at)})`));
  const rows = await engine.facts.rows<{ shown: string | null }>(
    sql`SELECT toString(${write(sql`value`)}) AS shown FROM (SELECT toNullable(pair.1) AS value, pair.2 AS n FROM (SELECT arrayJoin([${pairs}]) AS pair)) ORDER BY n`,
  );
  return rows.map(({ shown }) => shown);
}

const asRead = (text: string) => {
  const seconds = readDuration(text);
  return seconds === undefined ? null : formatDecimal(seconds);
};

const part = fc.tuple(
  fc.oneof(
    fc.integer({ min: 0, max: 999_999_999 }).map(String),
    fc.constantFrom("1.5", "0.001", "2.000001", "007", "1.", "1234567890", "３０", "１．５", "２0"),
  ),
  fc.constantFrom("", " ", "\u3000"),
  fc.constantFrom("w", "d", "天", "H", "小时", "个小时", "Min", "m", "分", "s", "秒", "ms", "毫秒", "个月", "", "ｈ", "Ｍｉｎ"),
);
const anyText = fc.oneof(
  fc.array(part, { maxLength: 4 }).map((parts) => parts.map((words) => words.join("")).join(" ")),
  fc.constantFrom("", " ", "90", "-2h", "2h30m", "1W2D3H4M5S6MS", "999999999w 1d", "11574074d 1h 46m 40s", "无"),
);

test("a duration in a file is read as one that a program sends", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyText, { minLength: 50, maxLength: 50 }), async (texts) => {
      expect(await inSql(texts, readDurationSql)).toEqual(texts.map(asRead));
    }),
    { numRuns: 20 },
  );
});

test("a duration is written by the store as by the kernel, and read back as the same", async () => {
  const anySeconds = fc.oneof(
    fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }),
    fc.bigInt({ min: 0n, max: 10n ** 11n }),
    fc.constantFrom(0n, 60_000_000n),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(anySeconds, { minLength: 50, maxLength: 50 }), async (seconds) => {
      const numbers = seconds.map(formatDecimal);
      const written = await inSql(numbers, (value) => durationTextSql(sql`toDecimal64OrNull(${value}, 6)`));
      expect(written).toEqual(seconds.map(formatDurationValue));
      expect(written.map((text) => readDuration(text!))).toEqual(seconds);
    }),
    { numRuns: 20 },
  );
  expect(await inSql(["-9000.5"], (value) => durationTextSql(sql`toDecimal128OrNull(${value}, 6)`))).toEqual([
    formatDurationValue(parseSum("-9000.5")),
  ]);
});
