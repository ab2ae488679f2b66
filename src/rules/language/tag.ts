import { typesMeasured } from "../valueTypes/languages.ts";
import { measureReads, readEventMeasure, MEASURE_KEYS } from "../leaves/event/language.ts";
import type { Dependency, TagRule } from "./ast.ts";
import { readRule, readsOf } from "./rule.ts";
import { isObject, join, type Reading } from "./scope.ts";
import { foldedName } from "./tagNames.ts";
import { readText } from "./values.ts";

export const MAX_VALUES = 100;

/** The keys of a definition that decide a tag, by kind. */
export const DECIDING_KEYS = ["kind", "rule", "values", "default", "value"] as const;

/** Reads what decides a tag: `rule`, or `values` and `default` of a tiered tag, or `value` of a metric tag. */
export function readTagRule(raw: Record<string, unknown>, path: string, reading: Reading): TagRule | undefined {
  const kind =
    raw["kind"] ??
    (raw["rule"] !== undefined ? "rule" : raw["values"] !== undefined ? "tiered" : raw["value"] !== undefined ? "metric" : "static");
  switch (kind) {
    case "static":
      return { kind: "static" };
    case "rule": {
      const rule = readRule(raw["rule"], join(path, "rule"), reading);
      return rule && { kind: "rule", rule };
    }
    case "metric": {
      const at = join(path, "value");
      const value = raw["value"];
      if (!isObject(value))
        return reading.shape(at, value, "一个度量，如 { event: …, measure: … }", "a measure, such as { event: …, measure: … }");
      reading.onlyKeys(value, MEASURE_KEYS, at);
      const measured = readEventMeasure(value, at, reading);
      if (!measured) return undefined;
      const { measure } = measured;
      if ("property" in measure && "type" in measure && !typesMeasured("amount", "instant").includes(measure.type)) {
        return reading.wrong(join(at, "measure"), "RULE_MEASURE_TYPE", {
          measure: measure.kind,
          property: measure.property,
          type: measure.type,
        });
      }
      return { kind: "metric", value: measured };
    }
    case "tiered":
      return readTiers(raw, path, reading);
    default:
      return reading.shape(join(path, "kind"), kind, "static、rule、tiered 或 metric", "static, rule, tiered or metric");
  }
}

function readTiers(raw: Record<string, unknown>, path: string, reading: Reading): TagRule | undefined {
  const at = join(path, "values");
  const list = raw["values"];
  if (!Array.isArray(list)) return reading.shape(at, list, "{ value, rule } 的列表", "a list of { value, rule }");
  if (list.length === 0) return reading.wrong(at, "RULE_EMPTY", { key: "values" });
  if (list.length > MAX_VALUES) return reading.wrong(at, "RULE_TOO_LONG", { key: "values", limit: MAX_VALUES, found: list.length });
  const before = reading.issues.length;
  const names = new Set<string>();
  const values = list.map((item, index) => {
    const here = join(at, index);
    if (!isObject(item)) return reading.shape(here, item, "{ value, rule }", "{ value, rule }");
    reading.onlyKeys(item, ["value", "rule"], here);
    const value = readText(item["value"], join(here, "value"), reading);
    if (value !== undefined && names.has(foldedName(value)))
      reading.wrong(join(here, "value"), "RULE_SHAPE", {
        found: value,
        wanted: "a value that no other tier has",
        wantedZh: "不与其他层重复的取值",
      });
    if (value !== undefined) names.add(foldedName(value));
    const rule = readRule(item["rule"], join(here, "rule"), reading);
    return value === undefined || !rule ? undefined : { value, rule };
  });
  const fallback =
    raw["default"] === undefined || raw["default"] === null ? null : readText(raw["default"], join(path, "default"), reading);
  if (fallback && names.has(foldedName(fallback)))
    reading.wrong(join(path, "default"), "RULE_SHAPE", {
      found: fallback,
      wanted: "a value that no tier has",
      wantedZh: "不与各层重复的取值",
    });
  if (reading.issues.length > before || fallback === undefined) return undefined;
  return { kind: "tiered", values: values as { value: string; rule: NonNullable<ReturnType<typeof readRule>> }[], default: fallback };
}

/** The values that a tiered tag can have, including its default; none for other kinds. */
export function valuesOf(tag: TagRule): readonly string[] {
  return tag.kind === "tiered" ? [...tag.values.map(({ value }) => value), ...(tag.default === null ? [] : [tag.default])] : [];
}

/** Everything that a tag depends on. */
export function dependenciesOf(tag: TagRule): readonly Dependency[] {
  switch (tag.kind) {
    case "static":
      return [];
    case "rule":
      return readsOf(tag.rule);
    case "tiered":
      return tag.values.flatMap(({ rule }) => readsOf(rule));
    case "metric":
      return measureReads(tag.value);
  }
}
