import type { ValueType } from "../../../kernel/index.ts";
import { languageOfType, splitComparison } from "../../../rules/language/index.ts";
import { webType } from "../../valueTypes/index.ts";
import { isRaw } from "./tree.ts";

/** One comparison of a value, as tokens show it. The operator decides which fields are used. */
export interface Condition {
  readonly op: string;
  readonly value: string;
  /** The other end of `between`. */
  readonly high: string;
  /** For operators with several values. */
  readonly values: readonly string[];
  /** For text: ignore case. */
  readonly ignoreCase?: true;
}

const SEVERAL: readonly string[] = ["in", "notIn", "containsAny", "hasAny", "hasAll"];
const NONE: readonly string[] = ["isSet", "notSet", "yes", "no"];
const SPANS: readonly string[] = ["withinLast", "withinNext", "anniversaryWithin"];

export type Input = "one" | "several" | "none" | "span" | "day" | "range" | "ages";

/** The kind of value of an operator. */
export function inputOf(op: string, type: ValueType): Input {
  if (SEVERAL.includes(op)) return "several";
  if (NONE.includes(op)) return "none";
  if (SPANS.includes(op)) return "span";
  if (op === "age") return "ages";
  if (op === "between" || op === "range") return "range";
  return webType(type).field === "date" ? "day" : "one";
}

/** A new condition. */
export function newCondition(type: ValueType): Condition {
  const { operators, newValue } = webType(type);
  return { op: operators[0]!, value: newValue, high: "", values: [] };
}

/** The condition with another operator. Typed values are kept if the operator can use them. */
export function withOp(condition: Condition, op: string, type: ValueType): Condition {
  const [from, to] = [inputOf(condition.op, type), inputOf(op, type)];
  if (from === "one" && to === "several") return { ...condition, op, values: condition.value === "" ? [] : [condition.value] };
  if (from === "several" && to === "one") return { ...condition, op, value: condition.values[0] ?? "" };
  if (to === "span" && from !== "span") return { ...condition, op, value: "30d" };
  const isDated = (input: Input): boolean => input === "day" || (input === "range" && webType(type).field === "date");
  if (to === "ages" || isDated(to) !== isDated(from)) return { ...condition, op, value: "", high: "" };
  return { ...condition, op };
}

const made = (op: string, value: unknown): Condition | null => {
  const text = (one: unknown) => (typeof one === "string" || typeof one === "number" ? String(one) : null);
  if (SEVERAL.includes(op)) {
    const values = (Array.isArray(value) ? value : [value]).map(text);
    return values.includes(null) ? null : { op, value: "", high: "", values: values as string[] };
  }
  if (op === "between") {
    const [low, high] = Array.isArray(value) && value.length === 2 ? value.map(text) : [null, null];
    return low === null || high === null ? null : { op, value: low!, high: high!, values: [] };
  }
  const one = text(value);
  return one === null ? null : { op, value: one, high: "", values: [] };
};

/** The two ends of `{ gte: 3, lt: 10 }`. With `open` one may be missing. Null for everything else. */
function ends(raw: unknown, op: string, open: boolean): Condition | null {
  const bounds = typeof raw === "string" ? boundOf(raw) : raw;
  if (!isRaw(bounds)) return null;
  const keys = Object.keys(bounds);
  if (keys.some((key) => key !== "gte" && key !== "lt") || keys.length < (open ? 1 : 2)) return null;
  const [low, high] = [bounds["gte"] ?? "", bounds["lt"] ?? ""].map(String);
  // Ages in durations (6m) are edited as text.
  return !open || [low, high].every((end) => /^\d*$/.test(end!)) ? { op, value: low!, high: high!, values: [] } : null;
}

/** `">= 18"` as `{ gte: "18" }`. */
function boundOf(text: string): Record<string, unknown> | null {
  const comparison = splitComparison(text);
  return comparison ? { [comparison.op]: comparison.rest } : null;
}

/** Whether a condition compares text, so that case can be ignored. */
export function hasCase({ op }: Condition, type: ValueType): boolean {
  return languageOfType(type).hasCase && inputOf(op, type) !== "none";
}

/** Reads a comparison of a rule; null if tokens cannot show it. */
export function readCondition(raw: unknown, type: ValueType): Condition | null {
  const { operators } = webType(type);
  const { bare, isCompared, hasCase: mayIgnoreCase } = languageOfType(type);
  if (isRaw(raw) && mayIgnoreCase && typeof raw["ignoreCase"] === "boolean") {
    const { ignoreCase, ...test } = raw;
    const condition = readCondition(test, type);
    if (!ignoreCase || condition === null) return condition;
    return hasCase(condition, type) ? { ...condition, ignoreCase: true } : null;
  }
  if (isRaw(raw)) {
    const [key, ...more] = Object.keys(raw);
    if (operators.includes("range") && more.length > 0) return ends(raw, "range", false);
    if (key === undefined || more.length > 0) return null;
    if (key === "age") return operators.includes(key) ? ends(raw[key], key, true) : null;
    if (key === "isSet" && typeof raw[key] === "boolean") return { op: raw[key] ? "isSet" : "notSet", value: "", high: "", values: [] };
    if (key === "is") return readCondition(raw[key], type);
    const op = key === "gt" && operators.includes("after") ? "after" : key === "lt" && operators.includes("before") ? "before" : key;
    return operators.includes(op) ? made(op, raw[key]) : null;
  }
  if (operators.includes("yes")) return typeof raw === "boolean" ? { op: raw ? "yes" : "no", value: "", high: "", values: [] } : null;
  const comparison = typeof raw === "string" && isCompared === true ? splitComparison(raw) : undefined;
  const equal = operators.includes("is") ? "is" : "eq";
  const op = Array.isArray(raw) ? bare.several : (comparison?.op ?? (bare.one === "eq" ? equal : bare.one));
  return operators.includes(op) ? made(op, comparison ? comparison.rest : raw) : null;
}

/** Writes a condition for a rule: an object with one operator. */
export function writeCondition(condition: Condition, type: ValueType): Record<string, unknown> {
  const test = writeTest(condition, type);
  return condition.ignoreCase && hasCase(condition, type) ? { ...test, ignoreCase: true } : test;
}

function writeTest({ op, value, high, values }: Condition, type: ValueType): Record<string, unknown> {
  const one = (text: string): unknown => (webType(type).field === "number" ? numberOf(text) : text);
  switch (inputOf(op, type)) {
    case "none":
      return op === "isSet" || op === "notSet" ? { isSet: op === "isSet" } : { is: op === "yes" };
    case "several":
      return { [op]: values.map(one) };
    case "ages":
      return { age: written(value, high) };
    case "range":
      if (op === "range") return written(value, high);
      return { [op]: [one(value), one(high)] };
    case "one":
    case "span":
    case "day":
      return { [op]: one(value) };
  }
}

/** `{ gte: 16, lt: 68 }`. An empty end is left out if the other end is filled in. */
function written(low: string, high: string): Record<string, unknown> {
  if (high.trim() === "") return { gte: numberOf(low) };
  return { ...(low.trim() !== "" && { gte: numberOf(low) }), lt: numberOf(high) };
}

/** Typed text as a number if it is a plain one. Otherwise it stays text, and the server reports the error. */
export function numberOf(text: string): unknown {
  return /^-?\d{1,15}(\.\d{1,6})?$/.test(text.trim()) ? Number(text) : text;
}
