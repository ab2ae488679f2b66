import type { Decimal } from "../decimal.ts";
import type { Text } from "../lang.ts";
import { narrowed } from "../values/numberFold.ts";

const B = "[ \\t\\r\\n\u00a0\u3000]*";

/** Each unit with its words, its length in milliseconds and its digits after the point, which are whole microseconds in each of them. */
const UNITS: readonly (readonly [words: string, milliseconds: number, digits?: number])[] = [
  ["weeks?|w|个?星期|周", 604_800_000],
  ["days?|d|天|日", 86_400_000],
  ["hours?|hrs?|h|个?小时|时", 3_600_000],
  ["minutes?|mins?|m|分钟|分", 60_000],
  ["seconds?|secs?|s|秒钟?", 1_000, 6],
];
const MILLISECONDS_WORDS = "milliseconds?|ms|毫秒";

/** The length of each group of the pattern in milliseconds. */
export const DURATION_UNITS: readonly number[] = [...UNITS.map(([, milliseconds]) => milliseconds), 1];

/**
 * `2h 30m`, `90m`, `1d 2h`, `1.5h`, `2小时30分`: counts with units, each unit once, the longest first. Full-width characters are made narrow
 * before. The fact store uses the same pattern (catalogue/valueTypes/sql/durationSql.ts).
 */
export const DURATION_PATTERN = `^(?i:${B}${UNITS.map(([words, , digits = 3]) => `(?:([0-9]{1,9}(?:[.][0-9]{1,${digits}})?)${B}(?:${words})${B})?`).join("")}(?:([0-9]{1,9})${B}(?:${MILLISECONDS_WORDS})${B})?)$`;

// `(?i:…)` inside a pattern needs the flag in older engines of JavaScript; the flag means the same for the whole pattern.
const PATTERN = new RegExp(DURATION_PATTERN.replace("(?i:", "(?:"), "i");

/**
 * A duration that can be nothing else: with a word of several letters or characters, or hours, minutes or days followed by another unit.
 * 30m may be metres, 5分 a score, 8时30分 a time of day.
 */
export const PLAIN_DURATION_PATTERN =
  "(?i:天|小时|分钟|秒钟|毫秒|星期|weeks?|days?|hours?|hrs?|minutes?|mins?|seconds?|secs?|milliseconds?|[0-9][ \\t]*[dhm][ \\t]*[0-9])";

const PLAIN = new RegExp(PLAIN_DURATION_PATTERN.replace("(?i:", "(?:"), "i");

/** Whether a text reads as a duration and can be nothing else. */
export function isPlainDuration(text: string): boolean {
  return readDuration(text) !== undefined && PLAIN.test(narrowed(text));
}

/** Durations are below 10¹² seconds, as numbers are below 10¹². */
export const LONGEST_DURATION_MILLISECONDS = 1_000_000_000_000_000;

/** Reads a duration; in seconds, exact to the microsecond. Undefined for other texts, also for a number without a unit. */
export function readDuration(text: string): Decimal | undefined {
  const counts = PATTERN.exec(narrowed(text))?.slice(1);
  if (!counts || counts.every((count) => count === undefined)) return undefined;
  const microseconds = counts
    .map((count, index) => (millionths(count ?? "0") * BigInt(DURATION_UNITS[index]!)) / 1_000n)
    .reduce((sum, one) => sum + one, 0n);
  return microseconds < BigInt(LONGEST_DURATION_MILLISECONDS) * 1_000n ? microseconds : undefined;
}

function millionths(count: string): bigint {
  const [whole = "0", fraction = ""] = count.split(".");
  return BigInt(whole + fraction.padEnd(6, "0"));
}

/** Seconds as `1d 2h 30m`; `0s` for none. Parts of a second follow the seconds: `1.5s`. */
export function formatDurationValue(seconds: Decimal): string {
  return durationParts(seconds, { d: "d", h: "h", m: "m", s: "s" }, " ");
}

/** The same in words: 1天2小时30分, 1d 2h 30m. */
export function durationValueWords(seconds: Decimal): Text {
  return { zh: durationParts(seconds, { d: "天", h: "小时", m: "分", s: "秒" }, ""), en: formatDurationValue(seconds) };
}

function durationParts(seconds: Decimal, units: Readonly<Record<"d" | "h" | "m" | "s", string>>, between: string): string {
  const size = seconds < 0n ? -seconds : seconds;
  const whole = size / 1_000_000n;
  const fraction = (size % 1_000_000n).toString().padStart(6, "0").replace(/0+$/, "");
  const rest = `${whole % 60n}${fraction === "" ? "" : `.${fraction}`}`;
  const parts = [
    [`${whole / 86_400n}`, units.d],
    [`${(whole / 3_600n) % 24n}`, units.h],
    [`${(whole / 60n) % 60n}`, units.m],
    [rest, units.s],
  ].filter(([count]) => count !== "0");
  return parts.length === 0 ? `0${units.s}` : `${seconds < 0n ? "-" : ""}${parts.map((part) => part.join("")).join(between)}`;
}
