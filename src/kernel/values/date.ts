import { addDays, dayFrom, dayOf, startOfDay, FIRST_DAY, LAST_DAY, type Day } from "../day.ts";
import { OFFSET_PATTERN, parseInstant } from "../time.ts";

/** Blanks around and between the parts, in a class that JavaScript and RE2 read alike. */
const B = "[ \\t\\r\\n\u00a0\u3000]*";

/** The patterns as text: the fact store uses the same ones (customers/values/daySql.ts), and a test compares the two. */
export const DAY_PATTERNS = {
  /** `2026-01-31`, `2026/1/31`, `2026.1.31`, `2026年1月31日`, `20260131`; the groups are year, month and day, or empty. */
  day: `^${B}(?:(\\d{4})${B}(?:-${B}(\\d{1,2})${B}-|/${B}(\\d{1,2})${B}/|\\.${B}(\\d{1,2})${B}\\.|年${B}(\\d{1,2})${B}月)${B}(\\d{1,2})${B}日?|(\\d{4})(\\d{2})(\\d{2}))${B}$`,
  /**
   * A day as a spreadsheet counts it, from 30 December 1899: five digits, 1927 to 2173. Four digits may be a year, so they are not read.
   */
  serial: `^${B}([1-9]\\d{4})${B}$`,
  /** A time of day after a day, without an offset. */
  clock: `(?:[T \u00a0\u3000]+|日)(?:[01]?\\d|2[0-3])[:时：](?:[0-5]?\\d)(?:[:分：][0-5]?\\d(?:[.,]\\d{1,9})?)?[分秒]?${B}$`,
  /** An instant in ISO 8601 with its offset. */
  instant: `^${B}\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?${B}(?:[Zz]|${OFFSET_PATTERN})${B}$`,
  /** Such an instant whose written time is midnight. */
  midnight: `^${B}\\d{4}-\\d{2}-\\d{2}[T ]00:00(?::00(?:[.,]0{1,9})?)?${B}(?:[Zz]|[+-])`,
} as const;

const DAY = new RegExp(DAY_PATTERNS.day);
const SERIAL = new RegExp(DAY_PATTERNS.serial);
const CLOCK = new RegExp(DAY_PATTERNS.clock);
const INSTANT = new RegExp(DAY_PATTERNS.instant);
const MIDNIGHT = new RegExp(DAY_PATTERNS.midnight);

/**
 * Reads an unambiguous day: year first in any usual form, or a spreadsheet's day number. `1/2/2026` may be two days, so it is not read. A
 * time of day after it is ignored. Undefined when the text is no day of 1900–2299.
 */
export function readDay(text: string, timezone: string): Day | undefined {
  return INSTANT.test(text) ? dayOfInstant(text, timezone) : bareDay(text.replace(CLOCK, (found) => (found.startsWith("日") ? "日" : "")));
}

/** The same for a text without a time of day. */
export function bareDay(text: string): Day | undefined {
  const parts = DAY.exec(text);
  if (parts) {
    const [year, month, day] = parts.slice(1).filter((part) => part !== undefined);
    return dayFrom(Number(year), Number(month), Number(day));
  }
  const serial = SERIAL.exec(text)?.[1];
  return serial === undefined ? undefined : addDays("1899-12-30", Number(serial));
}

/**
 * Programs write a day as a midnight: the local one (`new Date(1990, 0, 1).toISOString()`) or the one in the text (`1990-01-01T00:00:00Z`).
 * Midnight in `timezone` is tried first. Any other instant becomes its local day in `timezone`.
 */
function dayOfInstant(text: string, timezone: string): Day | undefined {
  const instant = parseInstant(text.trim(), timezone);
  if (instant === undefined) return undefined;
  const day = dayOf(instant, timezone);
  const stated = startOfDay(day, timezone) !== instant && MIDNIGHT.test(text) ? text.trim().slice(0, 10) : day;
  return stated >= FIRST_DAY && stated <= LAST_DAY ? stated : undefined;
}
