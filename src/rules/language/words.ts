import {
  dayOf,
  endOfDay,
  formatDuration,
  startOfDay,
  wallClock,
  type Day,
  type Duration,
  type Instant,
  type Text,
} from "../../kernel/index.ts";
import type { Comparison, Operator, Scalar, Test, ValueType } from "./ast.ts";

const SIGN: Readonly<Record<Operator, string>> = { eq: "=", neq: "≠", gt: ">", gte: "≥", lt: "<", lte: "≤" };
const UNITS: Readonly<Record<Duration["unit"], { zh: string; en: string }>> = {
  h: { zh: "小时", en: "hour" },
  d: { zh: "天", en: "day" },
  w: { zh: "周", en: "week" },
  m: { zh: "个月", en: "month" },
  y: { zh: "年", en: "year" },
};

export function both(zh: string, en: string = zh): Text {
  return { zh, en };
}

/** `12800.5` → `12,800.5`. */
export function numberWords(decimal: string): string {
  const [whole = "", fraction] = decimal.split(".");
  return whole.replaceAll(/\B(?=(\d{3})+$)/g, ",") + (fraction ? `.${fraction}` : "");
}

export function durationWords(duration: Duration): Text {
  const unit = UNITS[duration.unit];
  if (!unit) return both(formatDuration(duration));
  return { zh: `${duration.count}${unit.zh}`, en: `${duration.count} ${unit.en}${duration.count === 1 ? "" : "s"}` };
}

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

export function scalarWords(value: Scalar, type: ValueType, timezone: string): Text {
  // Without the quotes 不是 and 是 run together to 不是是, and 是 and 否 to 是否, which means "whether".
  if (typeof value === "boolean") return value ? both("「是」", "true") : both("「否」", "false");
  if (typeof value === "number") return both(timeWords(value, timezone));
  if (type === "number") return both(numberWords(value));
  if (type === "date") return both(value);
  return { zh: `「${value}」`, en: `“${value}”` };
}

function listWords(values: readonly Scalar[], type: ValueType, timezone: string): Text {
  const shown = values.slice(0, 8).map((value) => scalarWords(value, type, timezone));
  const more = values.length - shown.length;
  return {
    zh: shown.map((word) => word.zh).join("、") + (more > 0 ? `等 ${values.length} 项` : ""),
    en: shown.map((word) => word.en).join(", ") + (more > 0 ? ` and ${more} more` : ""),
  };
}

export function comparisonWords<T>(is: Comparison<T>, word: (value: T) => Text): Text {
  switch (is.op) {
    case "all":
      return joinedWords(is.of.map((part) => comparisonWords(part, word)));
    case "between":
    case "notBetween": {
      const low = word(is.low);
      const high = word(is.high);
      const [not, outside] = is.op === "between" ? ["", ""] : ["不", "not "];
      return { zh: `${not}在 ${low.zh} 到 ${high.zh} 之间`, en: `${outside}from ${low.en} to ${high.en}` };
    }
    default: {
      const value = word(is.value);
      return { zh: `${SIGN[is.op]} ${value.zh}`, en: `${SIGN[is.op]} ${value.en}` };
    }
  }
}

export function joinedWords(parts: readonly Text[]): Text {
  return { zh: parts.map(({ zh }) => zh).join(" 且 "), en: parts.map(({ en }) => en).join(" and ") };
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
function dateComparisonWords(is: Comparison<Day>): Text {
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

/** One test as text, to follow the name of the tested value. */
export function testWords(test: Test, type: ValueType, timezone: string): Text {
  const word = (value: Scalar) => scalarWords(value, type, timezone);
  switch (test.op) {
    case "eq":
    case "neq": {
      if (type === "time") return timeComparisonWords(test as Comparison<Instant>, timezone);
      if (type === "number" || type === "date") return comparisonWords(test, word);
      const value = word(test.value);
      return test.op === "eq" ? { zh: `是${value.zh}`, en: `is ${value.en}` } : { zh: `不是${value.zh}`, en: `is not ${value.en}` };
    }
    case "gt":
    case "gte":
    case "lt":
    case "lte":
    case "between":
    case "notBetween":
      if (type === "time") return timeComparisonWords(test as Comparison<Instant>, timezone);
      if (type === "date") return dateComparisonWords(test as Comparison<Day>);
      return comparisonWords(test as Comparison<Scalar>, word);
    case "in":
    case "notIn": {
      const list = listWords(test.values, type, timezone);
      return test.op === "in"
        ? { zh: `是${list.zh}之一`, en: `is one of ${list.en}` }
        : { zh: `不是${list.zh}中任何一个`, en: `is none of ${list.en}` };
    }
    case "contains":
      return { zh: `包含「${test.value}」`, en: `contains “${test.value}”` };
    case "startsWith":
      return { zh: `以「${test.value}」开头`, en: `starts with “${test.value}”` };
    case "endsWith":
      return { zh: `以「${test.value}」结尾`, en: `ends with “${test.value}”` };
    case "matches":
      return { zh: `匹配 /${test.value}/`, en: `matches /${test.value}/` };
    case "containsAny": {
      const list = listWords(test.values, "text", timezone);
      return { zh: `包含${list.zh}中任一个`, en: `contains any of ${list.en}` };
    }
    case "hasAny": {
      const list = listWords(test.values, "text", timezone);
      return { zh: `含有${list.zh}中任一项`, en: `has any of ${list.en}` };
    }
    case "hasAll": {
      const list = listWords(test.values, "text", timezone);
      return { zh: `同时含有${list.zh}`, en: `has all of ${list.en}` };
    }
    case "withinLast": {
      const length = durationWords(test.duration);
      if (type === "date") return { zh: `在${length.zh}前到今天之间`, en: `is today or within the last ${length.en}` };
      return { zh: `在过去${length.zh}内`, en: `is within the last ${length.en}` };
    }
    case "withinNext": {
      const length = durationWords(test.duration);
      if (type === "date") return { zh: `在今天到${length.zh}后之间`, en: `is today or within the next ${length.en}` };
      return { zh: `在未来${length.zh}内`, en: `is within the next ${length.en}` };
    }
    case "anniversaryWithin":
      return { zh: `的周年日在今天到${test.days}天后之间`, en: `has its anniversary today or within the next ${test.days} days` };
    case "age": {
      const words = comparisonWords(test.is, durationWords);
      return { zh: `距今 ${words.zh}`, en: `is ${words.en} ago` };
    }
    case "years": {
      const words = comparisonWords(test.is, (years) => ({ zh: `${years} 周岁`, en: `${years} years` }));
      return { zh: `对应的年龄 ${words.zh}`, en: `gives an age ${words.en}` };
    }
    case "ignoringCase": {
      const words = testWords(test.test, type, timezone);
      return { zh: `${words.zh}（不分大小写）`, en: `${words.en} (ignoring case)` };
    }
    case "isSet":
      return test.value ? both("有值", "is known") : both("没有值", "is not known");
  }
}
