import { Cron } from "croner";
import type { Instant } from "../kernel/index.ts";

/**
 * The first instant after `after` at which a cron expression is due in an IANA time zone. When clocks go forward, a time in the skipped
 * hour is due at its end; when they go back, a repeated time is due once.
 * @throws when the expression or the zone is invalid, or when it is never due
 */
export function nextByCron(cron: string, timezone: string, after: Instant): Instant {
  const next = new Cron(cron, { timezone, paused: true }).nextRun(new Date(after));
  if (next === null) throw new RangeError(`the cron expression ${cron} is never due`);
  return next.getTime();
}
