import { instantOfWall, wallClock, type Instant } from "../../kernel/index.ts";
import type { CalendarUnit } from "../language/ast.ts";
import type { Moment } from "./values.ts";

/** The calendar unit that contains asOf, or the previous one, as [start, end) in the workspace's zone. Weeks begin on Monday. */
export function calendarSpan(unit: CalendarUnit, which: "this" | "last", { asOf, timezone }: Moment): readonly [Instant, Instant] {
  const { year, month, day } = wallClock(asOf, timezone);
  const shift = which === "this" ? 0 : -1;
  const midnight = (y: number, m: number, d: number): Instant => {
    // Day 0 and month 13 are carried over by the calendar.
    const date = new Date(Date.UTC(y, m - 1, d));
    return instantOfWall(
      { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), hour: 0, minute: 0, second: 0, millisecond: 0 },
      timezone,
    );
  };
  switch (unit) {
    case "day":
      return [midnight(year, month, day + shift), midnight(year, month, day + shift + 1)];
    case "week": {
      const monday = day - ((new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7) + shift * 7;
      return [midnight(year, month, monday), midnight(year, month, monday + 7)];
    }
    case "month":
      return [midnight(year, month + shift, 1), midnight(year, month + shift + 1, 1)];
    case "quarter": {
      const first = month - ((month - 1) % 3) + shift * 3;
      return [midnight(year, first, 1), midnight(year, first + 3, 1)];
    }
    case "year":
      return [midnight(year + shift, 1, 1), midnight(year + shift + 1, 1, 1)];
  }
}
