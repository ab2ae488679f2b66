import type { TagSummary } from "../../../contract/index.ts";
import { Problem } from "../../../kernel/index.ts";
import { combinationText, readCombination, type Rule, type TagRef } from "../../../rules/language/index.ts";

/** A combination without brackets: parts joined all by *and* or all by *or*. What the picker of tags can show and write. */
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
 * Reads a flat combination. Null when the text is none: it groups, mixes and with or, or names what is not known; then it stays a
 * text, and the server says what is wrong with it. The language is the server's own; the values of tiers are the server's to check.
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

/** Writes a flat combination with the names of a language, `高价值客户 且 非 近期沉默`; by code where a name would be ambiguous. */
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
