import { parseDuration, type Duration } from "../../kernel/index.ts";
import type { Scalar, Test, ValueType } from "./ast.ts";
import { strangeness } from "./pattern.ts";
import { describe, isObject, join, type Reading } from "./scope.ts";
import {
  OPERATORS,
  orderOfDays,
  orderOfDurations,
  orderOfNumbers,
  readBetween,
  readBoolean,
  readNeedle,
  readComparison,
  readDate,
  readDayDuration,
  readDuration,
  readList,
  readNumber,
  readText,
  readTime,
  readYears,
  splitComparison,
  type ReadValue,
} from "./values.ts";

/** The operators each type has, as rules write them. */
export const TEST_KEYS: Readonly<Record<ValueType, readonly string[]>> = {
  text: ["is", "isNot", "in", "notIn", "contains", "containsAny", "startsWith", "endsWith", "matches", "isSet"],
  number: ["is", "isNot", "in", "notIn", "gt", "gte", "lt", "lte", "eq", "neq", "between", "isSet"],
  boolean: ["is", "isNot", "isSet"],
  date: [
    "is",
    "isNot",
    "in",
    "notIn",
    "before",
    "after",
    "gt",
    "gte",
    "lt",
    "lte",
    "between",
    "withinLast",
    "withinNext",
    "anniversaryWithin",
    "age",
    "isSet",
  ],
  time: ["is", "before", "after", "gt", "gte", "lt", "lte", "between", "withinLast", "withinNext", "anniversaryWithin", "age", "isSet"],
  list: ["hasAny", "hasAll", "isSet"],
};

/** Every operator of any type, to tell a wrong type from an unknown word. */
export const ALL_TEST_KEYS: readonly string[] = [...new Set(Object.values(TEST_KEYS).flat())];

/**
 * Reads the tests on one value: `{ gte: 3, lt: 10 }` (all must hold), `">= 3"`, a list (any of), or a bare value (equal).
 */
export function readTests(raw: unknown, type: ValueType, path: string, reading: Reading): readonly Test[] {
  if (!isObject(raw)) {
    const test = bare(raw, type, path, reading);
    return test ? [test] : [];
  }
  const tests: Test[] = [];
  const known = TEST_KEYS[type];
  if (Object.keys(raw).length === 0) reading.wrong(path, "RULE_EMPTY", { key: path.split(".").pop() ?? path });
  for (const [key, value] of Object.entries(raw)) {
    const at = join(path, key);
    if (!known.includes(key)) {
      if (ALL_TEST_KEYS.includes(key)) reading.wrong(at, "RULE_TYPE", { operator: key, type, known });
      else reading.onlyKeys({ [key]: value }, known, path);
      continue;
    }
    const test = readTest(key, value, type, at, reading);
    if (test) tests.push(test);
  }
  return tests;
}

function bare(raw: unknown, type: ValueType, path: string, reading: Reading): Test | undefined {
  if (Array.isArray(raw)) return readTest(type === "list" ? "hasAny" : "in", raw, type, path, reading);
  if (typeof raw === "string" && (type === "number" || type === "date" || type === "time")) {
    const comparison = splitComparison(raw);
    if (comparison) {
      const value = scalarReader(type)(comparison.rest, path, reading);
      return value === undefined ? undefined : { op: comparison.op, value };
    }
  }
  // What reads as a comparison would be looked for as a text, and found with nobody.
  if (typeof raw === "string" && (type === "text" || type === "list") && (splitComparison(raw)?.rest ?? "") !== "")
    return reading.wrong(path, "RULE_TEXT_COMPARED", { found: describe(raw), text: raw.trim().slice(0, 60) });
  if (type === "list") return readTest("hasAny", raw, type, path, reading);
  const value = scalarReader(type)(raw, path, reading);
  return value === undefined ? undefined : { op: "eq", value };
}

function scalarReader(type: ValueType): ReadValue<Scalar> {
  switch (type) {
    case "number":
      return readNumber;
    case "boolean":
      return readBoolean;
    case "date":
      return readDate;
    case "time":
      return readTime;
    case "text":
    case "list":
      return readText;
  }
}

function lengthReader(type: ValueType): ReadValue<Duration> {
  return type === "date" ? readDayDuration : readDuration;
}

function readTest(key: string, raw: unknown, type: ValueType, path: string, reading: Reading): Test | undefined {
  const scalar = scalarReader(type);
  switch (key) {
    case "is":
      if (isObject(raw)) return readTests(raw, type, path, reading)[0];
      return bare(raw, type, path, reading);
    case "isNot": {
      if (type === "text" && typeof raw === "string" && (splitComparison(raw)?.rest ?? "") !== "")
        return reading.wrong(path, "RULE_TEXT_COMPARED", { found: describe(raw), text: raw.trim().slice(0, 60) });
      const value = scalar(raw, path, reading);
      return value === undefined ? undefined : { op: "neq", value };
    }
    case "in":
    case "notIn": {
      const values = readList(scalar)(raw, path, reading);
      return values && { op: key, values };
    }
    case "contains":
    case "startsWith":
    case "endsWith": {
      const value = readNeedle(raw, path, reading);
      return value === undefined ? undefined : { op: key, value };
    }
    case "matches":
      return readPattern(raw, path, reading);
    case "containsAny":
    case "hasAny":
    case "hasAll": {
      const values = readList(readNeedle)(raw, path, reading);
      return values && { op: key, values };
    }
    case "before":
    case "after": {
      const value = scalar(raw, path, reading);
      return value === undefined ? undefined : { op: key === "before" ? "lt" : "gt", value };
    }
    case "between": {
      if (type === "date") return readBetween(readDate, orderOfDays)(raw, path, reading);
      if (type === "time") return readBetween(readTime, (a, b) => a - b)(raw, path, reading);
      return readBetween(readNumber, orderOfNumbers)(raw, path, reading);
    }
    case "withinLast":
    case "withinNext": {
      const duration = lengthReader(type)(raw, path, reading);
      return duration && { op: key, duration };
    }
    case "anniversaryWithin": {
      const duration = typeof raw === "string" ? parseDuration(raw) : undefined;
      const days = duration?.unit === "d" ? duration.count : duration?.unit === "w" ? duration.count * 7 : undefined;
      if (days === undefined || days > 366) return reading.wrong(path, "RULE_DURATION", { found: describe(raw) });
      return { op: "anniversaryWithin", days };
    }
    case "age": {
      if (isInYears(raw)) {
        const is = readComparison(readYears, (a, b) => a - b)(raw, path, reading);
        return is && { op: "years", is };
      }
      const is = readComparison(lengthReader(type), orderOfDurations)(raw, path, reading);
      return is && { op: "age", is };
    }
    case "isSet": {
      const value = readBoolean(raw, path, reading);
      return value === undefined ? undefined : { op: "isSet", value };
    }
    default: {
      const op = OPERATORS.find((operator) => operator === key);
      if (!op) throw new Error(`no reader for the operator ${key}`);
      const value = scalar(raw, path, reading);
      return value === undefined ? undefined : { op, value };
    }
  }
}

/** `age: ">= 18"`: a bare number is of years, on the calendar; a duration (`1y`) is to the millisecond. */
function isInYears(raw: unknown): boolean {
  if (typeof raw === "number") return true;
  if (typeof raw === "string") return /^-?[\d.]+$/.test(splitComparison(raw)?.rest ?? raw.trim());
  if (Array.isArray(raw)) return raw.length > 0 && raw.every(isInYears);
  return isObject(raw) && Object.keys(raw).length > 0 && Object.values(raw).every(isInYears);
}

/** The store's engine is RE2: what RE2 lacks, or means otherwise, is refused here, so that a rule means the same everywhere. */
function readPattern(raw: unknown, path: string, reading: Reading): Test | undefined {
  const value = readNeedle(raw, path, reading);
  if (value === undefined) return undefined;
  const refuse = (reason: string) => reading.wrong(path, "RULE_REGEX", { pattern: describe(value), reason });
  const strange = strangeness(value);
  if (strange !== undefined) return refuse(strange);
  try {
    new RegExp(value, "u");
    return { op: "matches", value };
  } catch (error) {
    return refuse(String((error as Error).message).replace(/^Invalid regular expression: /, ""));
  }
}
