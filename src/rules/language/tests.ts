import { parseDuration } from "../../kernel/index.ts";
import type { Operator, Test, TextTest, ValueType } from "./ast.ts";
import type { ValueTypeLanguage } from "../valueTypes/language.ts";
import { allTestKeys, languageOfType } from "../valueTypes/languages.ts";
import { patternFault } from "./pattern/pattern.ts";
import { describe, isObject, join, type Reading } from "./scope.ts";
import {
  OPERATORS,
  orderOfDurations,
  readBoolean,
  readComparison,
  readItem,
  readList,
  readNeedle,
  readYears,
  splitComparison,
} from "./values.ts";

/**
 * Reads the tests on one value: `{ gte: 3, lt: 10 }` (all must hold), `">= 3"`, a list (any of), or a bare value (equal).
 */
export function readTests(raw: unknown, type: ValueType, path: string, reading: Reading): readonly Test[] {
  if (!isObject(raw)) return testList(bare(raw, type, path, reading));
  const tests: Test[] = [];
  const language = languageOfType(type);
  const known = language.keys;
  if (Object.keys(raw).length === 0) reading.wrong(path, "RULE_EMPTY", { key: path.split(".").pop() ?? path });
  const ignoring = readIgnoring(raw, language, path, reading);
  for (const [key, value] of Object.entries(raw)) {
    const at = join(path, key);
    if (key === "ignoreCase" && language.hasCase) continue;
    if (!known.includes(key)) {
      if (allTestKeys().includes(key)) reading.wrong(at, "RULE_TYPE", { operator: key, type, known });
      else reading.onlyKeys({ [key]: value }, known, path);
      continue;
    }
    const asked = testList(readTest(key, value, type, at, reading, ignoring));
    tests.push(...(ignoring ? asked.map(ignoringCase) : asked));
  }
  return tests;
}

/** The tests of one key: one test, or several for an object of comparisons. */
type Asked = Test | readonly Test[] | undefined;

function testList(asked: Asked): readonly Test[] {
  return asked === undefined ? [] : "op" in asked ? [asked] : asked;
}

/** `ignoreCase: true` belongs to the tests of the same object that compare texts. */
function readIgnoring(raw: Record<string, unknown>, { hasCase }: ValueTypeLanguage, path: string, reading: Reading): boolean {
  if (raw["ignoreCase"] === undefined || !hasCase) return false;
  const at = join(path, "ignoreCase");
  if (!Object.keys(raw).some((key) => key !== "ignoreCase" && key !== "isSet")) reading.wrong(at, "RULE_IGNORE_CASE", {});
  return readBoolean(raw["ignoreCase"], at, reading) === true;
}

function ignoringCase(test: Test): Test {
  return test.op === "isSet" || test.op === "ignoringCase" ? test : { op: "ignoringCase", test: test as TextTest };
}

function bare(raw: unknown, type: ValueType, path: string, reading: Reading): Asked {
  const { bare: keys, isCompared } = languageOfType(type);
  if (Array.isArray(raw)) return readTest(keys.several, raw, type, path, reading);
  if (typeof raw === "string" && isCompared === true) {
    const comparison = splitComparison(raw);
    if (comparison) return compared(comparison.op, comparison.rest, type, path, reading);
  }
  // A text that reads as a comparison would be searched for literally, and no customer would match.
  if (typeof raw === "string" && isCompared === "never" && isComparison(raw))
    return reading.wrong(path, "RULE_TEXT_COMPARED", { found: describe(raw), text: raw.trim().slice(0, 60) });
  return keys.one === "eq" ? compared("eq", raw, type, path, reading) : readTest(keys.one, raw, type, path, reading);
}

/** `>= 9`, `!= 上海`, `< 3` are meant as comparisons. `<b>` and `=SUM(A1)` are texts that begin with such a sign. */
function isComparison(text: string): boolean {
  return /^\s*(?:>=|<=|==|!=|<>|≥|≤|≠)\s*\S/.test(text) || /^\s*[<>=]\s*[-+¥￥$]?[\d.]/.test(text);
}

/** A value compared with one of its type. */
function compared(op: Operator, raw: unknown, type: ValueType, path: string, reading: Reading): Test | undefined {
  const { compare, read } = languageOfType(type);
  if (compare) return compare(op)(raw, path, reading);
  const value = read(raw, path, reading);
  return value === undefined ? undefined : { op, value };
}

/** The reader of what only some types have. */
function has<T>(part: T | undefined, key: string, type: ValueType): T {
  if (part === undefined) throw new Error(`a ${type} has no test ${key}`);
  return part;
}

/** @param ignoring case is ignored: then a regular expression must not distinguish case */
function readTest(key: string, raw: unknown, type: ValueType, path: string, reading: Reading, ignoring = false): Asked {
  const language = languageOfType(type);
  switch (key) {
    case "is":
      if (isObject(raw)) return readTests(raw, type, path, reading);
      return bare(raw, type, path, reading);
    case "isNot":
      if (language.isCompared === "never" && typeof raw === "string" && isComparison(raw))
        return reading.wrong(path, "RULE_TEXT_COMPARED", { found: describe(raw), text: raw.trim().slice(0, 60) });
      return compared("neq", raw, type, path, reading);
    case "in":
    case "notIn": {
      const values = readList(language.read)(raw, path, reading);
      return values && { op: key, values };
    }
    case "contains":
    case "startsWith":
    case "endsWith": {
      const value = readNeedle(raw, path, reading);
      return value === undefined ? undefined : { op: key, value };
    }
    case "matches":
      return readPattern(raw, ignoring, path, reading);
    case "containsAny":
    case "hasAny":
    case "hasAll": {
      const values = readList(key === "containsAny" ? readNeedle : readItem)(raw, path, reading);
      return values && { op: key, values };
    }
    case "before":
    case "after":
      return compared(key === "before" ? "lt" : "gt", raw, type, path, reading);
    case "between":
      return has(language.between, key, type)(raw, path, reading);
    case "withinLast":
    case "withinNext": {
      const duration = has(language.place, key, type).length(raw, path, reading);
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
      const is = readComparison(has(language.place, key, type).length, orderOfDurations)(raw, path, reading);
      return is && { op: "age", is };
    }
    case "isSet": {
      const value = readBoolean(raw, path, reading);
      return value === undefined ? undefined : { op: "isSet", value };
    }
    default: {
      const op = OPERATORS.find((operator) => operator === key);
      if (!op) throw new Error(`no reader for the operator ${key}`);
      return compared(op, raw, type, path, reading);
    }
  }
}

/** `age: ">= 18"`: a bare number means calendar years; a duration (`1y`) is exact to the millisecond. */
function isInYears(raw: unknown): boolean {
  if (typeof raw === "number") return true;
  if (typeof raw === "string") return /^-?[\d.]+$/.test(splitComparison(raw)?.rest ?? raw.trim());
  if (Array.isArray(raw)) return raw.length > 0 && raw.every(isInYears);
  return isObject(raw) && Object.keys(raw).length > 0 && Object.values(raw).every(isInYears);
}

/** Patterns use RE2 in the store and in the interpreter. A pattern that RE2 refuses is refused here, not when the tag is evaluated. */
function readPattern(raw: unknown, ignoring: boolean, path: string, reading: Reading): Test | undefined {
  const value = readNeedle(raw, path, reading);
  if (value === undefined) return undefined;
  const fault = patternFault(value, ignoring);
  if (fault) return reading.wrong(path, "RULE_REGEX", { pattern: describe(value), reason: fault.en, reasonZh: fault.zh });
  return { op: "matches", value };
}
