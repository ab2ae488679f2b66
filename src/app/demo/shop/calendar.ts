import type { Instant } from "../../../kernel/index.ts";
import { weighted } from "./distributions.ts";
import type { Random } from "./random.ts";

export const HOUR = 3_600_000;
export const DAY = 86_400_000;
/** The shop keeps China Standard Time, which has had no summer time since 1991. */
const OFFSET = 8 * HOUR;

/** Days since 1970-01-01 on the calendar of the shop. */
export function dayOf(instant: Instant): number {
  return Math.floor((instant + OFFSET) / DAY);
}

/** The first instant of a day of the shop. */
export function startOf(day: number): Instant {
  return day * DAY - OFFSET;
}

/** 0 is Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

export function yearOf(day: number): number {
  return new Date(day * DAY).getUTCFullYear();
}

/** 1 is January. */
export function monthOf(day: number): number {
  return new Date(day * DAY).getUTCMonth() + 1;
}

/** A date of the shop as `YYYY-MM-DD`. */
export function dateText(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

export function dayOfDate(year: number, month: number, day: number): number {
  return Math.floor(Date.UTC(year, month - 1, day) / DAY);
}

const BUSY_ONLINE = [30, 16, 9, 5, 4, 6, 12, 22, 36, 52, 64, 60, 58, 56, 57, 56, 54, 50, 52, 66, 88, 96, 82, 54];
const BUSY_STORE = [0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 40, 58, 46, 42, 56, 66, 68, 62, 56, 58, 46, 14, 0, 0];
const BUSY_STAFF = [0, 0, 0, 0, 0, 0, 0, 0, 10, 70, 90, 76, 36, 50, 78, 84, 74, 58, 40, 52, 56, 30, 4, 0];
const BUSY_MIDNIGHT = [150, 40, 12, 5, 4, 6, 12, 22, 38, 56, 66, 60, 56, 54, 55, 54, 52, 50, 54, 72, 118, 120, 104, 96];

const hours = {
  online: hourOf(BUSY_ONLINE),
  store: hourOf(BUSY_STORE),
  staff: hourOf(BUSY_STAFF),
  /** A promotion's great day: people wait for midnight. */
  midnight: hourOf(BUSY_MIDNIGHT),
};
export type Busyness = keyof typeof hours;

function hourOf(weights: readonly number[]): (random: Random) => number {
  return weighted(
    weights.map((_, hour) => hour),
    (hour) => weights[hour]!,
  );
}

/** An instant on the day, at an hour as busy as that place is. */
export function momentOn(random: Random, day: number, busyness: Busyness): Instant {
  return startOf(day) + hours[busyness](random) * HOUR + Math.floor(random() * HOUR);
}

/** A waking moment about `days` days after an instant, and never before it. */
export function laterMoment(random: Random, instant: Instant, days: number): Instant {
  const day = dayOf(instant) + Math.floor(days);
  const moment = momentOn(random, day, "online");
  return moment > instant ? moment : momentOn(random, day + 1, "online");
}
