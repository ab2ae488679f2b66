import { daysInMonth, instantOfWall, FIRST_INSTANT, LAST_INSTANT, parseInstant, type Instant } from "../time.ts";

/** Year first in any usual form, with a 24-hour or 12-hour time, in digits or in Chinese. */
const WRITTEN =
  /^\s*(\d{4})(?:-(\d{1,2})-|\/(\d{1,2})\/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})日?(?:[T\s]+|(?<=日))(\d{1,2})(?:[:：]|时)(\d{1,2})(?:(?:[:：]|分)(\d{1,2})(?:[.,](\d{1,9}))?)?[分秒]?(?:\s*([AaPp])[Mm])?\s*$/;

/**
 * Reads an instant as people and programs write it: ISO 8601 (a day alone is its midnight), `2026/1/2 8:30`, `2026年1月2日 8时30分`, `2026-01-02
 * 8:30 PM`. Without an offset it is local time in `timezone`. Undefined when the text is no time of 1900–2299 or, as `1/2/2026 8:30`, may
 * be two.
 */
export function readInstant(text: string, timezone: string): Instant | undefined {
  const iso = parseInstant(text, timezone);
  if (iso !== undefined) return iso;
  const parts = WRITTEN.exec(text);
  if (!parts) return undefined;
  const [year, dashed, slashed, dotted, chinese, days, hours, minutes, seconds, fraction, half] = parts.slice(1);
  const month = Number(dashed ?? slashed ?? dotted ?? chinese);
  const [day, minute, second] = [Number(days), Number(minutes), Number(seconds ?? 0)];
  const hour = half === undefined ? Number(hours) : onTwelve(Number(hours), half.toLowerCase() === "p");
  if (hour === undefined || month < 1 || month > 12 || day < 1 || day > daysInMonth(Number(year), month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const millisecond = Number((fraction ?? "0").padEnd(3, "0").slice(0, 3));
  const instant = instantOfWall({ year: Number(year), month, day, hour, minute, second, millisecond }, timezone);
  return instant >= FIRST_INSTANT && instant <= LAST_INSTANT ? instant : undefined;
}

/** Converts a 12-hour time: 12 AM is midnight, 12 PM is noon. */
function onTwelve(hour: number, afternoon: boolean): number | undefined {
  return hour < 1 || hour > 12 ? undefined : (hour % 12) + (afternoon ? 12 : 0);
}
