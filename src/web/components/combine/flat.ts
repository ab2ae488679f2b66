import type { TagSummary } from "../../../contract/index.ts";
import { Problem } from "../../../kernel/index.ts";
import { combinationText, readCombination, type Rule, type TagRef } from "../../../rules/language/index.ts";

/** A combination without brackets, with only *and* or only *or*. The picker can show and write it. */
export interface Flat {
  readonly join: "and" | "or";
  readonly parts: readonly Part[];
}

export interface Part {
  readonly code: string;
  readonly not: boolean;
  /** The value of a tiered tag; null: any. */
  readonly value: string | null;
}

type Named = Pick<TagSummary, "code" | "name">;

/**
 * Parses a flat combination. Null if the text has brackets, mixes *and* with *or*, or names unknown tags. Then it stays text, and the
 * server reports errors. The server also checks the values of tiers.
 */
export function readFlat(text: string, tags: readonly Named[]): Flat | null {
  const refs = new Map(tags.map(({ code, name }) => [code, { code, name, kind: "tiered", values: [] } as const]));
  const rule = combinationIn(text, refs);
  if (!rule) return null;
  const join = rule.kind === "any" ? "or" : "and";
  const parts = (rule.kind === "all" || rule.kind === "any" ? rule.of : [rule]).map(partOf);
  return parts.includes(null) ? null : { join, parts: parts as Part[] };
}

function combinationIn(text: string, refs: ReadonlyMap<string, TagRef>): Rule | null {
  try {
    return readCombination(text, refs, "any");
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}

function partOf(rule: Rule): Part | null {
  if (rule.kind === "not") {
    const inner = partOf(rule.of);
    return inner && { ...inner, not: !inner.not };
  }
  return rule.kind === "tag" ? { code: rule.tag, not: false, value: rule.values?.[0] ?? null } : null;
}

/** Writes a flat combination with the names of a language, `高价值客户 且 非 近期沉默`. An ambiguous name is replaced by the code. */
export function writeFlat({ join, parts }: Flat, tags: readonly Named[], lang: "zh" | "en"): string {
  const refs = new Map(tags.map(({ code, name }) => [code, { code, name, kind: "tiered", values: [] } as const]));
  const ruleOf = ({ code, not, value }: Part): Rule => {
    const leaf: Rule = { kind: "tag", tag: code, values: value === null ? null : [value], held: null };
    return not ? { kind: "not", of: leaf } : leaf;
  };
  const rules = parts.map(ruleOf);
  if (rules.length === 1) return combinationText(rules[0]!, refs, lang);
  return combinationText({ kind: join === "and" ? "all" : "any", of: rules }, refs, lang);
}
