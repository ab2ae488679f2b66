import { daysInMonth, instantOfWall, wallClock, type Duration, type Instant } from "./time.ts";

/** A calendar day, `2026-01-31`, without a time zone. Days sort by date as texts. */
export type Day = string;

/** The range of dates: that of the fact store's Date32. */
export const FIRST_DAY: Day = "1900-01-01";
export const LAST_DAY: Day = "2299-12-31";

/** The day of a year, month and day; undefined when it does not exist or is outside 1900–2299. */
export function dayFrom(year: number, month: number, day: number): Day | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  const text = written(year, month, day);
  return text >= FIRST_DAY && text <= LAST_DAY ? text : undefined;
}

/** The local day of an instant in `timezone`. */
export function dayOf(instant: Instant, timezone: string): Day {
  const { year, month, day } = wallClock(instant, timezone);
  return written(year, month, day);
}

/** The first instant of a day. When a clock change skips midnight, it is the instant of the change. */
export function startOfDay(day: Day, timezone: string): Instant {
  const [year, month, date] = numbersOf(day);
  return instantOfWall({ year, month, day: date, hour: 0, minute: 0, second: 0, millisecond: 0 }, timezone);
}

/** The last instant of a day, a millisecond before the next begins. */
export function endOfDay(day: Day, timezone: string): Instant {
  return startOfDay(addDays(day, 1), timezone) - 1;
}

export function addDays(day: Day, days: number): Day {
  const [year, month, date] = numbersOf(day);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

/** `day + duration`. The day is clipped to the last of the month. Hours count only as whole days of 24. */
export function addToDay(day: Day, { count, unit }: Duration): Day {
  switch (unit) {
    case "h":
      return addDays(day, Math.trunc(count / 24));
    case "d":
      return addDays(day, count);
    case "w":
      return addDays(day, 7 * count);
    case "m":
      return addMonths(day, count);
    case "y":
      return addMonths(day, 12 * count);
  }
}

export function subtractFromDay(day: Day, duration: Duration): Day {
  return addToDay(day, { ...duration, count: -duration.count });
}

function addMonths(day: Day, months: number): Day {
  const [year, month, date] = numbersOf(day);
  const target = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(target / 12), (target % 12) + 1];
  return written(toYear, toMonth, Math.min(date, daysInMonth(toYear, toMonth)));
}

/** Year, month and day as numbers. */
export function numbersOf(day: Day): [year: number, month: number, day: number] {
  const [year, month, date] = day.split("-").map(Number);
  return [year!, month!, date!];
}

function written(year: number, month: number, day: number): Day {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
