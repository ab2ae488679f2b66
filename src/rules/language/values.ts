import {
  bareDay,
  cleanText,
  dayOf,
  endOfDay,
  LAST_INSTANT,
  formatDecimal,
  parseDecimal,
  parseDuration,
  parseInstant,
  readBoolean as readYesNo,
  type Day,
  type Duration,
  type Instant,
} from "../../kernel/index.ts";
import type { Comparison, Operator } from "./ast.ts";
import { describe, isObject, join, type Reading } from "./scope.ts";

/** Reads one kind of value; records what is wrong and returns undefined. */
export type ReadValue<T> = (raw: unknown, path: string, reading: Reading) => T | undefined;

/** Canonical decimal text. More than six digits after the point are refused rather than rounded, which would change the rule. */
export const readNumber: ReadValue<string> = (raw, path, reading) => {
  const text =
    typeof raw === "number" || typeof raw === "string"
      ? String(raw)
          .trim()
          .replaceAll(/(?<=\d)[,_](?=\d{3})/g, "")
      : undefined;
  const decimal = text === undefined ? undefined : parseDecimal(text);
  const exact =
    text !== undefined && decimal !== undefined && ((text.split(/[eE]/)[0] ?? "").split(".")[1] ?? "").replace(/0+$/, "").length <= 6;
  if (!exact) return reading.wrong(path, "RULE_NUMBER", { found: describe(raw) });
  return formatDecimal(decimal);
};

export const readCount: ReadValue<string> = (raw, path, reading) => {
  const text = readNumber(raw, path, reading);
  if (text === undefined) return undefined;
  if (text.startsWith("-") || text.includes(".")) return reading.wrong(path, "RULE_COUNT", { found: describe(raw) });
  return text;
};

const LONGEST: Readonly<Record<Duration["unit"], number>> = { h: 1_753_200, d: 73_050, w: 10_436, m: 2_400, y: 200 };

export const readDuration: ReadValue<Duration> = (raw, path, reading) => {
  const duration = typeof raw === "string" ? parseDuration(raw) : undefined;
  if (!duration || duration.count > LONGEST[duration.unit]) return reading.wrong(path, "RULE_DURATION", { found: describe(raw) });
  return duration;
};

/** A duration between days. */
export const readDayDuration: ReadValue<Duration> = (raw, path, reading) => {
  const duration = readDuration(raw, path, reading);
  return duration?.unit === "h" ? reading.wrong(path, "RULE_DATE_HOURS", { found: describe(raw) }) : duration;
};

const OLDEST = 200;

/** Whole years of an age. */
export const readYears: ReadValue<number> = (raw, path, reading) => {
  const years = typeof raw === "number" || (typeof raw === "string" && /^\d{1,6}$/.test(raw.trim())) ? Number(raw) : Number.NaN;
  if (!Number.isInteger(years) || years < 0 || years > OLDEST)
    return reading.wrong(path, "RULE_AGE", { found: describe(raw), oldest: OLDEST });
  return years;
};

export const readTime: ReadValue<Instant> = (raw, path, reading) => {
  const instant = raw instanceof Date ? raw.getTime() : typeof raw === "string" ? parseInstant(raw, reading.scope.timezone) : undefined;
  if (instant === undefined || Number.isNaN(instant) || instant > LAST_INSTANT)
    return reading.wrong(path, "RULE_TIME", { found: describe(raw) });
  return instant;
};

/** A calendar day; a time of day is ignored. */
export const readDate: ReadValue<Day> = (raw, path, reading) => {
  const day =
    raw instanceof Date ? dayOf(raw.getTime(), "UTC") : typeof raw === "string" && !/^\s*\d+\s*$/.test(raw) ? bareDay(raw) : undefined;
  if (day === undefined) return reading.wrong(path, "RULE_DATE", { found: describe(raw) });
  return day;
};

export function orderOfDays(a: Day, b: Day): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A time in a rule, both ends included: an instant, or the whole day of a bare date in the workspace's time zone. */
export interface Span {
  readonly first: Instant;
  readonly last: Instant;
}

export const readSpan: ReadValue<Span> = (raw, path, reading) => {
  const first = readTime(raw, path, reading);
  if (first === undefined) return undefined;
  const { timezone } = reading.scope;
  return { first, last: isBareDate(raw) ? endOfDay(dayOf(first, timezone), timezone) : first };
};

function isBareDate(raw: unknown): boolean {
  return typeof raw === "string" && /^\s*\d{4}-\d{2}-\d{2}\s*$/.test(raw);
}

/** "On or before" a day includes the day until its end; "after" begins at its end. */
export function compareSpan(op: Operator, { first, last }: Span): Exclude<Comparison<Instant>, { op: "all" }> {
  switch (op) {
    case "eq":
      return first === last ? { op, value: first } : { op: "between", low: first, high: last };
    case "neq":
      return first === last ? { op, value: first } : { op: "notBetween", low: first, high: last };
    case "gt":
    case "lte":
      return { op, value: last };
    case "gte":
    case "lt":
      return { op, value: first };
  }
}

/** The end of an absolute window, which is outside the window: a bare date includes that whole day. */
export const readUntil: ReadValue<Instant> = (raw, path, reading) => {
  const span = readSpan(raw, path, reading);
  return span && (span.first === span.last ? span.first : span.last + 1);
};

export const readText: ReadValue<string> = (raw, path, reading) => {
  if (typeof raw === "number" || typeof raw === "boolean") return String(raw);
  if (typeof raw !== "string") return reading.shape(path, raw, "一段文字", "a text");
  if (raw.length > 1_000)
    return reading.wrong(path, "RULE_TOO_LONG", { key: path.split(".").pop() ?? path, limit: 1_000, found: raw.length });
  return raw.toWellFormed();
};

/**
 * A text that a value must equal. Blanks and invisible characters at its ends are removed, as in stored values; otherwise no value would
 * equal it.
 */
export const readValueText: ReadValue<string> = (raw, path, reading) => {
  const text = readText(raw, path, reading);
  return text === undefined ? undefined : (cleanText(text) ?? "");
};

/** A text to search for, composed as stored values are. The empty text is refused, because every text contains it. */
export const readNeedle: ReadValue<string> = (raw, path, reading) =>
  notEmpty(readText(raw, path, reading)?.normalize("NFC"), path, reading);

/** An item that a list must contain. */
export const readItem: ReadValue<string> = (raw, path, reading) => notEmpty(readValueText(raw, path, reading), path, reading);

function notEmpty(text: string | undefined, path: string, reading: Reading): string | undefined {
  return text === "" ? reading.wrong(path, "RULE_EMPTY", { key: path.split(".").pop() ?? path }) : text;
}

/** Yes and no in the words that data may use. Otherwise `is: yes` would be refused for a value that was sent as yes. */
export const readBoolean: ReadValue<boolean> = (raw, path, reading) => {
  if (typeof raw === "boolean") return raw;
  const found = typeof raw === "string" || typeof raw === "number" ? readYesNo(String(raw)) : undefined;
  return found?.kind === "boolean" ? found.value : reading.shape(path, raw, "true 或 false", "true or false");
};

export function readList<T>(read: ReadValue<T>, limit = 10_000): ReadValue<readonly T[]> {
  return (raw, path, reading) => {
    const items = Array.isArray(raw) ? raw : [raw];
    const key = path.split(".").pop() ?? path;
    if (items.length === 0) return reading.wrong(path, "RULE_EMPTY", { key });
    if (items.length > limit) return reading.wrong(path, "RULE_TOO_LONG", { key, limit, found: items.length });
    const values = items.map((item, index) => read(item, Array.isArray(raw) ? join(path, index) : path, reading));
    return values.includes(undefined) ? undefined : [...new Set(values as T[])];
  };
}

export const OPERATORS: readonly Operator[] = ["eq", "neq", "gt", "gte", "lt", "lte"];
const SIGNS: Readonly<Record<string, Operator>> = {
  "=": "eq",
  "==": "eq",
  "!=": "neq",
  "≠": "neq",
  "<>": "neq",
  ">": "gt",
  ">=": "gte",
  "≥": "gte",
  "<": "lt",
  "<=": "lte",
  "≤": "lte",
};

/** Splits `">= 3"` into its operator and the rest; undefined without an operator at the beginning. */
export function splitComparison(text: string): { op: Operator; rest: string } | undefined {
  const match = /^\s*(>=|<=|==|!=|<>|≥|≤|≠|>|<|=)\s*(.*?)\s*$/s.exec(text);
  return match ? { op: SIGNS[match[1]!]!, rest: match[2]! } : undefined;
}

/** Makes a comparison of an operator and its value. */
type Compare<R, T> = (op: Operator, value: R) => Comparison<T>;

/** Reads `{ gte: 3 }`, `{ gte: 3, lt: 10 }`, `{ between: [1, 5] }`, `">= 3"`, or a bare value for equality. `order` compares two values. */
export function readComparison<T>(read: ReadValue<T>, order: (a: T, b: T) => number): ReadValue<Comparison<T>> {
  return readCompared(read, readBetween(read, order), (op, value) => ({ op, value }));
}

/** The same for instants, where a bare date means the whole day. */
export const readTimeComparison: ReadValue<Comparison<Instant>> = (raw, path, reading) =>
  readCompared(readSpan, readTimesBetween, compareSpan)(raw, path, reading);

function readCompared<R, T>(read: ReadValue<R>, between: ReadValue<Comparison<T>>, compare: Compare<R, T>): ReadValue<Comparison<T>> {
  return (raw, path, reading) => {
    if (!isObject(raw)) {
      const { op, rest } = (typeof raw === "string" ? splitComparison(raw) : undefined) ?? { op: "eq", rest: raw };
      const value = read(rest, path, reading);
      return value === undefined ? undefined : compare(op, value);
    }
    const keys = Object.keys(raw);
    reading.onlyKeys(raw, [...OPERATORS, "is", "between"], path);
    if (keys.length === 0) return reading.wrong(path, "RULE_COMPARISON", { found: describe(JSON.stringify(raw)) });
    const parts = keys.map((key): Comparison<T> | undefined => {
      if (key === "between") return between(raw[key], join(path, key), reading);
      const op = key === "is" ? "eq" : OPERATORS.find((operator) => operator === key);
      const value = op && read(raw[key], join(path, key), reading);
      return op && value !== undefined ? compare(op, value) : undefined;
    });
    const known = parts.filter((part) => part !== undefined);
    if (known.length < parts.length) return undefined;
    return known.length === 1 ? known[0] : { op: "all", of: known };
  };
}

export function readBetween<T>(read: ReadValue<T>, order: (a: T, b: T) => number): ReadValue<{ op: "between"; low: T; high: T }> {
  return readPair(read, (low, high) => ({ op: "between", low, high }), order);
}

/** With bare dates: from the beginning of the first day to the end of the last. */
export const readTimesBetween: ReadValue<{ op: "between"; low: Instant; high: Instant }> = (raw, path, reading) =>
  readPair<Span, Instant>(
    readSpan,
    (low, high) => ({ op: "between", low: low.first, high: high.last }),
    (a, b) => a - b,
  )(raw, path, reading);

function readPair<R, T>(
  read: ReadValue<R>,
  pair: (low: R, high: R) => { op: "between"; low: T; high: T },
  order: (a: T, b: T) => number,
): ReadValue<{ op: "between"; low: T; high: T }> {
  return (raw, path, reading) => {
    if (!Array.isArray(raw) || raw.length !== 2)
      return reading.shape(path, raw, "两个值的列表 [低, 高]", "a list of two values [low, high]");
    const low = read(raw[0], join(path, 0), reading);
    const high = read(raw[1], join(path, 1), reading);
    if (low === undefined || high === undefined) return undefined;
    const between = pair(low, high);
    if (order(between.low, between.high) > 0)
      return reading.wrong(path, "RULE_RANGE_EMPTY", { low: describe(raw[0]), high: describe(raw[1]) });
    return between;
  };
}

export function orderOfNumbers(a: string, b: string): number {
  const difference = parseDecimal(a)! - parseDecimal(b)!;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

const HOURS: Readonly<Record<Duration["unit"], number>> = { h: 1, d: 24, w: 168, m: 730.485, y: 8_765.82 };
/** Durations are ordered by mean length, because months and years have no fixed length. */
export function orderOfDurations(a: Duration, b: Duration): number {
  return a.count * HOURS[a.unit] - b.count * HOURS[b.unit];
}
