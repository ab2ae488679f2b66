/** Milliseconds since 1970-01-01T00:00:00Z. All times in Tagwise have millisecond resolution. */
export type Instant = number;

/** Returns the present time. Tests and backtests pass their own clock. */
export type Clock = () => Instant;

/** The range of instants: 1900 to 2299 in any time zone, from 14 hours ahead of UTC to 12 hours behind. */
export const FIRST_INSTANT: Instant = Date.UTC(1899, 11, 31, 10);
export const LAST_INSTANT: Instant = Date.UTC(2300, 0, 1, 11, 59, 59, 999);

export type DurationUnit = "h" | "d" | "w" | "m" | "y";

/** A length of time in one unit; months and years are calendar units. */
export interface Duration {
  readonly count: number;
  readonly unit: DurationUnit;
}

const UNIT_MILLISECONDS: Record<"h" | "d" | "w", number> = { h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Reads `24h`, `90d`, `2w`, `3m`, `1y`; undefined for other texts. */
export function parseDuration(text: string): Duration | undefined {
  const match = /^(\d{1,6})\s*(h|d|w|m|y)$/.exec(text.trim());
  return match ? { count: Number(match[1]), unit: match[2] as DurationUnit } : undefined;
}

export function formatDuration({ count, unit }: Duration): string {
  return `${count}${unit}`;
}

/** The length in milliseconds; undefined for calendar units, whose length depends on the date. */
export function fixedLength({ count, unit }: Duration): number | undefined {
  return unit === "m" || unit === "y" ? undefined : count * UNIT_MILLISECONDS[unit];
}

/**
 * `from − duration`. Hours, days and weeks have exact lengths (a day is 24 hours). Months and years change the local date in `timezone` and
 * keep the time of day; the day is clipped to the last of the month (31 March − 1m = 28 or 29 February).
 */
export function subtractDuration(from: Instant, duration: Duration, timezone: string): Instant {
  const fixed = fixedLength(duration);
  if (fixed !== undefined) return from - fixed;
  return shiftMonths(from, duration.unit === "y" ? -12 * duration.count : -duration.count, timezone);
}

/** `from + duration`, with the same units. */
export function addDuration(from: Instant, duration: Duration, timezone: string): Instant {
  const fixed = fixedLength(duration);
  if (fixed !== undefined) return from + fixed;
  return shiftMonths(from, duration.unit === "y" ? 12 * duration.count : duration.count, timezone);
}

function shiftMonths(from: Instant, months: number, timezone: string): Instant {
  const wall = wallClock(from, timezone);
  const target = wall.year * 12 + (wall.month - 1) + months;
  const year = Math.floor(target / 12);
  const month = (target % 12) + 1;
  const day = Math.min(wall.day, daysInMonth(year, month));
  return instantOfWall({ ...wall, year, month, day }, timezone);
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** A local date and time; `month` and `day` count from 1. */
export interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timezone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timezone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone: timezone,
      hourCycle: "h23",
      era: "narrow",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formatters.set(timezone, formatter);
  }
  return formatter;
}

/** Whether the runtime knows the time zone name. */
export function isTimezone(name: string): boolean {
  try {
    formatterOf(name);
    return true;
  } catch {
    return false;
  }
}

export function wallClock(instant: Instant, timezone: string): Wall {
  const parts: Record<string, string> = {};
  for (const { type, value } of formatterOf(timezone).formatToParts(instant)) parts[type] = value;
  return {
    year: Number(parts["year"]),
    month: Number(parts["month"]),
    day: Number(parts["day"]),
    hour: Number(parts["hour"]),
    minute: Number(parts["minute"]),
    second: Number(parts["second"]),
    millisecond: ((instant % 1000) + 1000) % 1000,
  };
}

/**
 * The instant of a local time in `timezone`. A local time that a clock change skips uses the offset before the change (02:30 becomes
 * 03:30); one that occurs twice means the first.
 */
export function instantOfWall(wall: Wall, timezone: string): Instant {
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second, wall.millisecond);
  const before = asUtc - offsetAt(asUtc - UNIT_MILLISECONDS.d, timezone);
  const after = asUtc - offsetAt(asUtc + UNIT_MILLISECONDS.d, timezone);
  const fits = [before, after].filter((instant) => instant + offsetAt(instant, timezone) === asUtc);
  return fits.length > 0 ? Math.min(...fits) : before;
}

/** Cached offsets by day for each zone; null for a day on which the clock changes. Asking the formatter takes about ten microseconds. */
const offsetsOfDays = new Map<string, Map<number, number | null>>();
const CACHED_DAYS = 50_000;

function offsetAt(instant: Instant, timezone: string): number {
  let days = offsetsOfDays.get(timezone);
  if (!days || days.size > CACHED_DAYS) offsetsOfDays.set(timezone, (days = new Map()));
  const day = Math.floor(instant / UNIT_MILLISECONDS.d);
  let offset = days.get(day);
  if (offset === undefined) {
    const start = measuredOffset(day * UNIT_MILLISECONDS.d, timezone);
    offset = start === measuredOffset((day + 1) * UNIT_MILLISECONDS.d, timezone) ? start : null;
    days.set(day, offset);
  }
  return offset ?? measuredOffset(instant, timezone);
}

function measuredOffset(instant: Instant, timezone: string): number {
  const wall = wallClock(instant, timezone);
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second, wall.millisecond);
  return asUtc - instant;
}

/**
 * A time zone offset, −14:00 to +14:00, as a pattern that JavaScript and RE2 read alike. Without these limits `+99:99` would move a time by
 * four days.
 */
export const OFFSET_PATTERN = String.raw`[+-](?:(?:0\d|1[0-3]):?[0-5]\d|14:?00)`;

const ISO = new RegExp(
  String.raw`^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3})\d*)?)?)?\s*(Z|${OFFSET_PATTERN})?$`,
  "i",
);

/**
 * Reads ISO 8601 instants and dates: `2025-11-02T03:04:05.678+08:00`, `2025-11-02 03:04`, `2025-11-02`. Without an offset it is the local
 * time in `timezone`. Undefined when the text is no time or lies outside 1900–2299.
 */
export function parseInstant(text: string, timezone: string): Instant | undefined {
  const match = ISO.exec(text.trim());
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  // The range applies to the local year: many systems write an empty birthday as 1900-01-01, and in Shanghai that is still 1899 in UTC.
  if (year < 1900 || year > 2299) return undefined;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return undefined;
  const millisecond = Number((match[7] ?? "0").padEnd(3, "0"));
  const zone = match[8];
  const instant = zone
    ? Date.UTC(year, month - 1, day, hour, minute, second, millisecond) - offsetOf(zone)
    : instantOfWall({ year, month, day, hour, minute, second, millisecond }, timezone);
  return instant >= FIRST_INSTANT && instant <= LAST_INSTANT ? instant : undefined;
}

function offsetOf(zone: string): number {
  if (zone.toUpperCase() === "Z") return 0;
  const digits = zone.replace(":", "");
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return (digits[0] === "-" ? -1 : 1) * minutes * 60_000;
}

/** ISO 8601 in UTC with milliseconds, the format of the API. */
export function formatInstant(instant: Instant): string {
  return new Date(instant).toISOString();
}
