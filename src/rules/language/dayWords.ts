import { dayOf, endOfDay, startOfDay, wallClock, type Day, type Instant, type Text } from "../../kernel/index.ts";
import type { Comparison } from "./ast.ts";
import { both, comparisonWords, joinedWords, SIGN } from "./words.ts";

/** The date in the time zone, with the time unless it is midnight. */
export function timeWords(instant: Instant, timezone: string): string {
  const words = exactTimeWords(instant, timezone);
  return words.endsWith(" 00:00") ? words.slice(0, 10) : words;
}

/** The date and time in the time zone. */
function exactTimeWords(instant: Instant, timezone: string): string {
  const wall = wallClock(instant, timezone);
  const two = (value: number) => String(value).padStart(2, "0");
  const date = `${wall.year}-${two(wall.month)}-${two(wall.day)}`;
  return `${date} ${two(wall.hour)}:${two(wall.minute)}${wall.second || wall.millisecond ? `:${two(wall.second)}` : ""}`;
}

/** A comparison of instants. When it means a whole day, only the date is shown, with a word for the day's beginning or end. */
export function timeComparisonWords(is: Comparison<Instant>, timezone: string): Text {
  if (is.op === "all") return joinedWords(is.of.map((part) => timeComparisonWords(part, timezone)));
  if (is.op === "between" || is.op === "notBetween") {
    const [first, last] = [beginningOf(is.low, timezone), endOf(is.high, timezone)];
    const words = dayRangeWords(first, last, timezone, is.low, is.high);
    return is.op === "between" ? words : { zh: `不${words.zh}`, en: `not ${words.en}` };
  }
  const day = is.op === "gte" || is.op === "lt" ? beginningOf(is.value, timezone) : endOf(is.value, timezone);
  if (day === undefined || is.op === "eq" || is.op === "neq") return comparisonWords(is, (value) => both(exactTimeWords(value, timezone)));
  return dayComparisonWords(is.op, day);
}

/** The same for days. */
export function dateComparisonWords(is: Comparison<Day>): Text {
  if (is.op === "all") return joinedWords(is.of.map(dateComparisonWords));
  if (is.op === "between" || is.op === "notBetween") {
    const words = daysWords(is.low, is.high);
    return is.op === "between" ? words : { zh: `不${words.zh}`, en: `not ${words.en}` };
  }
  return is.op === "eq" || is.op === "neq" ? comparisonWords(is, both) : dayComparisonWords(is.op, is.value);
}

function dayComparisonWords(op: "gt" | "gte" | "lt" | "lte", day: Day): Text {
  const isIn = op === "gte" || op === "lte";
  return {
    zh: `${SIGN[op]} ${day}（${isIn ? "含" : "不含"}当天）`,
    en: `${SIGN[op]} ${day} (that day ${isIn ? "included" : "excluded"})`,
  };
}

function dayRangeWords(first: Day | undefined, last: Day | undefined, timezone: string, low: Instant, high: Instant): Text {
  if (first !== undefined && last !== undefined) return daysWords(first, last);
  const from = first ?? exactTimeWords(low, timezone);
  const to = last === undefined ? both(exactTimeWords(high, timezone)) : { zh: `${last}（含当天）`, en: `${last} (that day included)` };
  return { zh: `在 ${from} 到 ${to.zh} 之间`, en: `from ${from} to ${to.en}` };
}

function daysWords(first: Day, last: Day): Text {
  if (first === last) return { zh: `在 ${first} 当天`, en: `on ${first}` };
  return { zh: `在 ${first} 到 ${last} 之间（含首尾两天）`, en: `from ${first} to ${last} (both days included)` };
}

/** The day that begins at an instant. */
function beginningOf(instant: Instant, timezone: string): Day | undefined {
  const day = dayOf(instant, timezone);
  return startOfDay(day, timezone) === instant ? day : undefined;
}

/** The day whose last millisecond an instant is. */
export function endOf(instant: Instant, timezone: string): Day | undefined {
  const day = dayOf(instant, timezone);
  return endOfDay(day, timezone) === instant ? day : undefined;
}
