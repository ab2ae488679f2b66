import { TAG_KIND_NAMES } from "../../kernel/index.ts";
import { measureReads } from "../leaves/event/language.ts";
import { typeOfMeasure } from "../measures/amount.ts";
import { kindOfTag, languageOfTag } from "../tagKinds/index.ts";
import type { TagCondition } from "../tagKinds/tagKind.ts";
import type { Dependency, EventMeasure, TagRule, ValueType } from "./ast.ts";
import { readsOf } from "./rule.ts";
import { join, type Reading } from "./scope.ts";

/** Reads what decides a tag: `rule`, or `values` and `default` of a tiered tag, or `value` of a metric tag. */
export function readTagRule(raw: Record<string, unknown>, path: string, reading: Reading): TagRule | undefined {
  const kind = kindOfTag(raw);
  if (kind) return languageOfTag(kind).read(raw, path, reading);
  const [last, ...others] = TAG_KIND_NAMES.toReversed();
  const names = others.toReversed();
  return reading.shape(join(path, "kind"), raw["kind"], `${names.join("、")} 或 ${last}`, `${names.join(", ")} or ${last}`);
}

/** The conditions of a tag in order: the first that holds decides. None for tags of people, and for metrics. */
export function conditionsOf(tag: TagRule): readonly TagCondition[] {
  return languageOfTag(tag.kind).conditions(tag);
}

/** The tier of customers for whom no condition holds; null when such customers do not have the tag. */
export function otherwiseOf(tag: TagRule): string | null {
  return languageOfTag(tag.kind).otherwise(tag);
}

/** What a tag measures; null for tags with members. */
export function measureOf(tag: TagRule | null): EventMeasure | null {
  return tag && languageOfTag(tag.kind).measure(tag);
}

/** The type of a metric tag's values; null for other tags. */
export function typeOfMetric(tag: TagRule | null): ValueType | null {
  const measured = measureOf(tag);
  return measured && typeOfMeasure(measured.measure);
}

/** The values that a tiered tag can have, including its default; none for other kinds. */
export function valuesOf(tag: TagRule): readonly string[] {
  return [...conditionsOf(tag).map(({ value }) => value), otherwiseOf(tag)].filter((value) => value !== null);
}

/** Everything that a tag depends on. */
export function dependenciesOf(tag: TagRule): readonly Dependency[] {
  const measured = measureOf(tag);
  return [...conditionsOf(tag).flatMap(({ rule }) => readsOf(rule)), ...(measured ? measureReads(measured) : [])];
}
