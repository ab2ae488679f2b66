import { instantOfWall, wallClock, type Instant } from "../../kernel/index.ts";

/** The last instant of a month, and the month's name. */
export interface MonthEnd {
  /** `2025-10`. */
  readonly month: string;
  readonly at: Instant;
}

/** The ends of the last `count` complete months before an instant, in a time zone, oldest first. */
export function monthEnds(asOf: Instant, count: number, timezone: string): MonthEnd[] {
  const now = wallClock(asOf, timezone);
  const ends: MonthEnd[] = [];
  // The current month counts only if asOf is exactly its end.
  for (let back = -1; ends.length < count; back++) {
    const months = now.year * 12 + (now.month - 1) - back;
    const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
    const at = instantOfWall({ year, month, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 }, timezone) - 1;
    if (at > asOf) continue;
    const ended = wallClock(at, timezone);
    ends.push({ month: `${ended.year}-${String(ended.month).padStart(2, "0")}`, at });
  }
  return ends.toReversed();
}
