import type { Rule } from "../language/ast.ts";
import { readRule } from "../language/rule.ts";
import { objectOf, ref, SCALARS, type Keys } from "../language/schema.ts";
import { isObject, join, type Reading } from "../language/scope.ts";
import { foldedName } from "../language/tagNames.ts";
import { readText } from "../language/values.ts";
import { NEITHER, type TagKindLanguage } from "./tagKind.ts";

export const MAX_VALUES = 100;

const TIER: Keys = {
  value: ref("value", "这一层的名称", "the name of the tier"),
  rule: ref("rule", "这一层的条件", "its condition"),
};

export interface TieredTag {
  readonly kind: "tiered";
  readonly values: readonly { readonly value: string; readonly rule: Rule }[];
  readonly default: string | null;
}

/** `values` with their rules, and `default` for the other customers. */
export const tieredTag: TagKindLanguage<TieredTag> = {
  ...NEITHER,
  keys: {
    values: {
      type: "array",
      items: objectOf(TIER, Object.keys(TIER)),
      minItems: 1,
      maxItems: MAX_VALUES,
      description: { zh: "分层标签：从上到下，第一个满足的层", en: "of a tiered tag: the first tier whose condition holds" },
    },
    default: { type: [...SCALARS, "null"], description: { zh: "其余客户的取值", en: "the value of the other customers" } },
  },
  read(raw, path, reading) {
    const at = join(path, "values");
    const list = raw["values"];
    if (!Array.isArray(list)) return reading.shape(at, list, "{ value, rule } 的列表", "a list of { value, rule }");
    if (list.length === 0) return reading.wrong(at, "RULE_EMPTY", { key: "values" });
    if (list.length > MAX_VALUES) return reading.wrong(at, "RULE_TOO_LONG", { key: "values", limit: MAX_VALUES, found: list.length });
    const before = reading.issues.length;
    const names = new Set<string>();
    const values = list.map((item, index) => readTier(item, join(at, index), names, reading));
    const fallback =
      raw["default"] === undefined || raw["default"] === null ? null : readText(raw["default"], join(path, "default"), reading);
    if (fallback && names.has(foldedName(fallback)))
      reading.wrong(join(path, "default"), "RULE_SHAPE", {
        found: fallback,
        wanted: "a value that no tier has",
        wantedZh: "不与各层重复的取值",
      });
    if (reading.issues.length > before || fallback === undefined) return undefined;
    return { kind: "tiered", values: values as TieredTag["values"], default: fallback };
  },
  words(tag, _words, phrase) {
    const parts = tag.values.map(({ value, rule }) => ({ value, words: phrase(rule) }));
    const zh = parts.map((part) => `${part.value}：${part.words.zh}`).join("；");
    const en = parts.map((part) => `${part.value}: ${part.words.en}`).join("; ");
    return { zh: zh + (tag.default ? `；其余为${tag.default}` : ""), en: en + (tag.default ? `; otherwise ${tag.default}` : "") };
  },
  conditions: ({ values }) => values.map(({ value, rule }, index) => ({ path: `values[${index}].rule`, value, rule })),
  otherwise: (tag) => tag.default,
  referred: (source) => ({ values: tierNames(source) }),
};

function readTier(item: unknown, here: string, names: Set<string>, reading: Reading): TieredTag["values"][number] | undefined {
  if (!isObject(item)) return reading.shape(here, item, "{ value, rule }", "{ value, rule }");
  reading.onlyKeys(item, Object.keys(TIER), here);
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
}

function tierNames(source: Readonly<Record<string, unknown>>): string[] {
  const values = Array.isArray(source["values"]) ? source["values"] : [];
  const names = values.map((item: unknown) => (item as { value?: unknown } | null)?.value);
  return [...names, source["default"]]
    .filter((name): name is string | number => typeof name === "string" || typeof name === "number")
    .map(String);
}
