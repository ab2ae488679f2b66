import type { Ctx } from "../engine/index.ts";
import { instantOfWall, parseInstant, problem, wallClock, type Instant } from "../kernel/index.ts";

/**
 * The instant at which an assignment or override ends; a bare date includes that day.
 * @throws UNTIL_NOT_AHEAD when it is not a time in the future
 */
export function endInstantOf(until: string, ctx: Pick<Ctx, "workspace" | "clock">): Instant {
  const { timezone } = ctx.workspace;
  const instant = parseInstant(until, timezone);
  const bare = /^\s*\d{4}-\d{2}-\d{2}\s*$/.test(until);
  const end = instant === undefined ? undefined : bare ? nextDay(instant, timezone) : instant;
  if (end === undefined || end <= ctx.clock()) throw problem("UNTIL_NOT_AHEAD", { until: until.slice(0, 60) });
  return end;
}

/** Midnight at the end of the day. */
function nextDay(day: Instant, timezone: string): Instant {
  const wall = wallClock(day, timezone);
  return instantOfWall({ ...wall, day: wall.day + 1, hour: 0, minute: 0, second: 0, millisecond: 0 }, timezone);
}
