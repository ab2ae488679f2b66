import fc from "fast-check";
import { cleanText, addDays, dayOf, formatDecimal, formatDurationValue, readDuration } from "../../src/kernel/index.ts";
import { AS_OF, TIMEZONE, anyDay, anySeconds, anyWord } from "./world.ts";

/** A part of a rule as people write it. */
export type Raw = Record<string, unknown>;

const DAY = 86_400_000;
export const anyNumber = fc.oneof(
  fc.constantFrom("0", "1", "-1", "3", "0.1", "0.2", "0.3"),
  fc.bigInt({ min: -5_000_000n, max: 5_000_000n }).map(formatDecimal),
);
export const anyDuration = fc.constantFrom("0h", "1h", "24h", "1d", "2d", "7d", "30d", "31d", "365d", "1w", "1m", "2m", "12m", "1y");
/** Instants, and bare dates, which are whole days. */
export const anyTime = fc.oneof(
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(0, 1, 7, 30, 365), fc.constantFrom(-1, 0, 1))
      .map(([days, off]) => new Date(AS_OF - days * DAY + off).toISOString()),
  },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 7, 30, 365).map((days) => addDays(dayOf(AS_OF, TIMEZONE), -days)) },
);
export const anySign = fc.constantFrom(">", ">=", "<", "<=", "=", "!=");

export function range<T>(value: fc.Arbitrary<T>, order: (a: T, b: T) => number) {
  return fc.tuple(value, value).map(([a, b]) => (order(a, b) <= 0 ? [a, b] : [b, a]));
}
export const numbers = range(anyNumber, (a, b) => Number(a) - Number(b));
export const times = range(anyTime, (a, b) => (a < b ? -1 : a > b ? 1 : 0));
const SIZE: Record<string, number> = { h: 1 / 24, d: 1, w: 7, m: 30.44, y: 365.25 };
export const durations = range(
  anyDuration,
  (a, b) => Number.parseInt(a, 10) * SIZE[a.at(-1)!]! - Number.parseInt(b, 10) * SIZE[b.at(-1)!]!,
);

/** Lengths between days, those of the longest included. */
const anyLength = fc.constantFrom("0d", "1d", "2d", "7d", "30d", "31d", "365d", "1w", "1m", "2m", "12m", "1y", "18y", "125y", "200y");
const lengths = range(anyLength, (a, b) => Number.parseInt(a, 10) * SIZE[a.at(-1)!]! - Number.parseInt(b, 10) * SIZE[b.at(-1)!]!);

const isSet = fc.boolean().map((value) => ({ isSet: value }));
const words = fc.uniqueArray(anyWord, { minLength: 1, maxLength: 3 });
export const anyNeedle = anyWord.filter((word) => word !== "");
const needles = fc.uniqueArray(anyNeedle, { minLength: 1, maxLength: 3 });
/** An item of a list: one of blanks only is none. */
const anyItem = anyNeedle.filter((word) => cleanText(word) !== undefined);
const items = fc.uniqueArray(anyItem, { minLength: 1, maxLength: 3 });
const ofLetters: fc.Arbitrary<Raw> = fc.oneof(
  anyWord.map((is) => ({ is })),
  anyWord.map((isNot) => ({ isNot })),
  words.map((values) => ({ in: values })),
  words.map((values) => ({ notIn: values })),
  anyNeedle.map((contains) => ({ contains })),
  needles.map((containsAny) => ({ containsAny })),
  anyNeedle.map((startsWith) => ({ startsWith })),
  anyNeedle.map((endsWith) => ({ endsWith })),
  fc.constantFrom("^W", "[a-z]+$", "É", "\\p{Lu}", "[^É]$", "ΟΔΟΣ", "web|上").map((matches) => ({ matches })),
);
/** Durations as people write them; those of rules compare with values in seconds. */
export const anyLengthOfTime = fc.oneof(
  fc.constantFrom("0m", "1m", "90m", "1.5h", "2h 30m", "2小时30分", "1d", "1 day 2 hours", "1m 0.5s"),
  anySeconds.map((seconds) => formatDurationValue(seconds)),
);
const secondsOf = (text: string) => readDuration(text)!;
export const lengthsOfTime = range(anyLengthOfTime, (a, b) => Number(secondsOf(a) - secondsOf(b)));

export const TESTS: Record<string, fc.Arbitrary<unknown>> = {
  text: fc.oneof(
    ofLetters.map((tests) => ({ ...tests, ignoreCase: true })),
    anyWord,
    words,
    anyWord.map((is) => ({ is })),
    anyWord.map((isNot) => ({ isNot })),
    words.map((values) => ({ notIn: values })),
    anyNeedle.map((contains) => ({ contains })),
    needles.map((containsAny) => ({ containsAny })),
    anyNeedle.map((startsWith) => ({ startsWith })),
    anyNeedle.map((endsWith) => ({ endsWith })),
    fc
      .constantFrom(
        "^上",
        "价.",
        "a'b",
        "[a-z]+$",
        "^$",
        "web|北",
        "\\d",
        ".",
        "^\\s",
        "\\S",
        "[\\S]$",
        "^.$",
        "(?i:web)",
        "\\p{L}",
        "[\\u4e00-\\u9fa5]",
      )
      .map((matches) => ({ matches })),
    isSet,
  ),
  number: fc.oneof(
    fc.tuple(anySign, anyNumber).map(([sign, value]) => `${sign} ${value}`),
    numbers.map((between) => ({ between })),
    fc.array(anyNumber, { minLength: 1, maxLength: 3 }),
    fc.array(anyNumber, { minLength: 1, maxLength: 3 }).map((values) => ({ notIn: values })),
    fc.tuple(anyNumber, anyNumber).map(([gte, lt]) => ({ gte, lt })),
    fc.tuple(anyNumber, anyNumber).map(([gt, lte]) => ({ is: { gt, lte } })),
    isSet,
  ),
  duration: fc.oneof(
    fc.tuple(anySign, anyLengthOfTime).map(([sign, value]) => `${sign} ${value}`),
    lengthsOfTime.map((between) => ({ between })),
    fc.array(anyLengthOfTime, { minLength: 1, maxLength: 3 }),
    fc.array(anyLengthOfTime, { minLength: 1, maxLength: 3 }).map((values) => ({ notIn: values })),
    fc.tuple(anyLengthOfTime, anyLengthOfTime).map(([gte, lt]) => ({ gte, lt })),
    isSet,
  ),
  boolean: fc.oneof(
    fc.boolean(),
    fc.boolean().map((isNot) => ({ isNot })),
    isSet,
  ),
  date: fc.oneof(
    anyDay,
    anyDay.map((before) => ({ before })),
    anyDay.map((after) => ({ after })),
    fc.tuple(anySign, anyDay).map(([sign, day]) => ({ is: `${sign} ${day}` })),
    fc.array(anyDay, { minLength: 1, maxLength: 3 }),
    fc.array(anyDay, { minLength: 1, maxLength: 3 }).map((values) => ({ notIn: values })),
    range(anyDay, (a, b) => (a < b ? -1 : a > b ? 1 : 0)).map((between) => ({ between })),
    fc.tuple(anyDay, anyDay).map(([gte, lt]) => ({ gte, lt })),
    anyLength.map((withinLast) => ({ withinLast })),
    anyLength.map((withinNext) => ({ withinNext })),
    fc.constantFrom("0d", "1d", "7d", "366d").map((anniversaryWithin) => ({ anniversaryWithin })),
    fc.tuple(anySign, anyLength).map(([sign, duration]) => ({ age: `${sign} ${duration}` })),
    lengths.map((between) => ({ age: { between } })),
    fc.constantFrom([1, 18], [18, 25], [0, 84]).map(([gte, lt]) => ({ age: { gte, lt } })),
    fc.tuple(anyLength, anyLength).map(([gt, lte]) => ({ age: { gt, lte } })),
    fc.tuple(anySign, fc.constantFrom(0, 1, 17, 18, 25, 34, 84, 125)).map(([sign, years]) => ({ age: `${sign} ${years}` })),
    fc.constantFrom([0, 0], [1, 24], [18, 25], [25, 200]).map((between) => ({ age: { between } })),
    isSet,
  ),
  time: fc.oneof(
    anyTime.map((before) => ({ before })),
    anyTime.map((after) => ({ after })),
    fc.tuple(anySign, anyTime).map(([sign, time]) => ({ is: `${sign} ${time}` })),
    anyTime.map((isNot) => ({ isNot })),
    fc.tuple(anyTime, anyTime).map(([gte, lt]) => ({ is: { gte, lt } })),
    times.map((between) => ({ between })),
    anyDuration.map((withinLast) => ({ withinLast })),
    anyDuration.map((withinNext) => ({ withinNext })),
    fc.constantFrom("0d", "1d", "7d", "366d").map((anniversaryWithin) => ({ anniversaryWithin })),
    fc.tuple(anySign, anyDuration).map(([sign, duration]) => ({ age: `${sign} ${duration}` })),
    durations.map((between) => ({ age: { between } })),
    fc.tuple(anyDuration, anyDuration).map(([gt, lte]) => ({ age: { gt, lte } })),
    fc.tuple(anySign, fc.constantFrom(0, 1, 18, 25, 26, 34, 35)).map(([sign, years]) => ({ age: `${sign} ${years}` })),
    fc.constantFrom([0, 0], [1, 24], [18, 25], [25, 34]).map((between) => ({ age: { between } })),
    isSet,
  ),
  list: fc.oneof(
    anyItem,
    items.map((hasAny) => ({ hasAny })),
    items.map((hasAll) => ({ hasAll })),
    isSet,
  ),
};
