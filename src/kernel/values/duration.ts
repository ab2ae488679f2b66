import type { Decimal } from "../decimal.ts";

const B = "[ \\t\\r\\n\u00a0\u3000]*";
const COUNT = "([0-9]{1,9}(?:[.][0-9]{1,3})?)";

/** Each unit with its words and its length in milliseconds. Three digits after the point are whole milliseconds in each of them. */
const UNITS: readonly (readonly [words: string, milliseconds: number])[] = [
  ["weeks?|w|个?星期|周", 604_800_000],
  ["days?|d|天|日", 86_400_000],
  ["hours?|hrs?|h|个?小时|时", 3_600_000],
  ["minutes?|mins?|m|分钟|分", 60_000],
  ["seconds?|secs?|s|秒钟?", 1_000],
];
const MILLISECONDS_WORDS = "milliseconds?|ms|毫秒";

/** The length of each group of the pattern in milliseconds. */
export const DURATION_UNITS: readonly number[] = [...UNITS.map(([, milliseconds]) => milliseconds), 1];

/**
 * `2h 30m`, `90m`, `1d 2h`, `1.5h`, `2小时30分`: counts with units, each unit once, the longest first. The fact store uses the same pattern
 * (catalogue/valueTypes/duration.ts).
 */
export const DURATION_PATTERN = `^(?i:${B}${UNITS.map(([words]) => `(?:${COUNT}${B}(?:${words})${B})?`).join("")}(?:([0-9]{1,9})${B}(?:${MILLISECONDS_WORDS})${B})?)$`;

// `(?i:…)` inside a pattern needs the flag in older engines of JavaScript; the flag means the same for the whole pattern.
const PATTERN = new RegExp(DURATION_PATTERN.replace("(?i:", "(?:"), "i");

/** Durations are below 10¹² seconds, as numbers are below 10¹². */
export const LONGEST_DURATION_MILLISECONDS = 1_000_000_000_000_000;

/** Reads a duration; in seconds, exact to the millisecond. Undefined for other texts, also for a number without a unit. */
export function readDuration(text: string): Decimal | undefined {
  const counts = PATTERN.exec(text)?.slice(1);
  if (!counts || counts.every((count) => count === undefined)) return undefined;
  const microseconds = counts
    .map((count, index) => thousandths(count ?? "0") * BigInt(DURATION_UNITS[index]!))
    .reduce((sum, one) => sum + one, 0n);
  return microseconds < BigInt(LONGEST_DURATION_MILLISECONDS) * 1_000n ? microseconds : undefined;
}

function thousandths(count: string): bigint {
  const [whole = "0", fraction = ""] = count.split(".");
  return BigInt(whole + fraction.padEnd(3, "0"));
}

/** Seconds as `1d 2h 30m`; `0s` for none. Parts of a second follow the seconds: `1.5s`. */
export function formatDurationValue(seconds: Decimal): string {
  return durationParts(seconds, { d: "d", h: "h", m: "m", s: "s" }, " ");
}

/** The same in words: 1天2小时30分. */
export function durationParts(seconds: Decimal, units: Readonly<Record<"d" | "h" | "m" | "s", string>>, between: string): string {
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
