import { wallClock } from "../../kernel/index.ts";

/** Writes instants of the API in the workspace's time zone. */
export interface WorkspaceClock {
  /** `2011-12-09 20:50:00`. Text that is not an instant stays as it is; null is –. */
  (instant: string | null): string;
  /** With the name of the time zone: `2011-12-09 20:50:00 Asia/Shanghai`. */
  zoned(instant: string): string;
}

export function workspaceClock(timezone: string): WorkspaceClock {
  const clock = (instant: string | null) => wallText(instant, timezone);
  return Object.assign(clock, { zoned: (instant: string) => `${wallText(instant, timezone)} ${timezone}` });
}

function wallText(instant: string | null, timezone: string): string {
  const milliseconds = instant === null ? Number.NaN : Date.parse(instant);
  if (Number.isNaN(milliseconds)) return instant ?? "–";
  const { year, month, day, hour, minute, second } = wallClock(milliseconds, timezone);
  const two = (value: number) => `${value}`.padStart(2, "0");
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
}
