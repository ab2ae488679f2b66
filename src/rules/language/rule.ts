import { nearest } from "../../kernel/index.ts";
import type { Dependency, Leaf, Rule } from "./ast.ts";
import type { LeafLanguage } from "./leaf.ts";
import { LEAVES } from "./leaves.ts";
import { isObject, join, type Reading } from "./scope.ts";

export const MAX_DEPTH = 200;
export const GROUPS = ["all", "any", "not"] as const;

/** Reads a rule's tree. Records everything wrong with its path; undefined when any part is invalid. */
export function readRule(raw: unknown, path: string, reading: Reading, depth = 0): Rule | undefined {
  if (depth > MAX_DEPTH) return reading.wrong(path, "RULE_TOO_DEEP", { limit: MAX_DEPTH });
  if (!isObject(raw)) return reading.shape(path, raw, "一个条件（对象）", "a condition (an object)");
  const keys = Object.keys(raw);
  const group = GROUPS.filter((key) => key in raw);
  const leaves = LEAVES.filter((leaf) => leaf.key in raw);
  const found = [...group, ...leaves.map((leaf) => leaf.key)];
  if (found.length > 1) return reading.wrong(path, "RULE_TWO_LEAVES", { keys: found });
  if (found.length === 0) {
    const known = [...GROUPS, ...LEAVES.map((leaf) => leaf.key)];
    const suggestion = keys.map((key) => nearest(key, known)).find(Boolean);
    return reading.wrong(path, "RULE_NO_LEAF", { keys, known, suggestion });
  }
  if (leaves[0]) return leaves[0].read(raw, path, reading, (inner, at) => readRule(inner, at, reading, depth + 1));
  reading.onlyKeys(raw, found, path);
  const kind = group[0]!;
  const at = join(path, kind);
  if (kind === "not") {
    const of = readRule(raw["not"], at, reading, depth + 1);
    return of && { kind, of };
  }
  const parts = raw[kind];
  if (!Array.isArray(parts)) return reading.shape(at, parts, "条件的列表", "a list of conditions");
  if (parts.length === 0) return reading.wrong(at, "RULE_EMPTY", { key: kind });
  const of = parts.map((part, index) => readRule(part, join(at, index), reading, depth + 1));
  return of.includes(undefined) ? undefined : { kind, of: of as Rule[] };
}

/** The language part of a leaf's kind. */
export function languageOf<L extends Leaf>(leaf: L): LeafLanguage<L> {
  const found = LEAVES.find((candidate) => candidate.key === leaf.kind);
  if (!found) throw new Error(`no leaf called ${leaf.kind}`);
  return found as unknown as LeafLanguage<L>;
}

export function readsOf(rule: Rule): readonly Dependency[] {
  switch (rule.kind) {
    case "all":
    case "any":
      return rule.of.flatMap(readsOf);
    case "not":
      return readsOf(rule.of);
    default:
      return languageOf(rule).reads(rule, readsOf);
  }
}
