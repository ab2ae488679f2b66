import { wallClock } from "../../kernel/index.ts";

/** An instant of the API as the wall clock of `timezone` shows it: `2011-12-09 20:50:00`. Other text stays as it is. */
export function wallText(instant: string | null, timezone: string): string {
  const milliseconds = instant === null ? Number.NaN : Date.parse(instant);
  if (Number.isNaN(milliseconds)) return instant ?? "–";
  const { year, month, day, hour, minute, second } = wallClock(milliseconds, timezone);
  const two = (value: number) => `${value}`.padStart(2, "0");
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
}
