import type { Text } from "../../kernel/index.ts";
import {
  columnsOfValue,
  both,
  leavesOf,
  measuresOf,
  planRule,
  sentenceOf,
  type Builder,
  type Plan,
  type Rule,
  type Scope,
  type TagRule,
  conditionsOf,
} from "../../rules/index.ts";
import { needsOf } from "../planStages.ts";

/** Which tags use each column and bitmap of a plan, and what each bitmap asks, as texts of the rules. */
export interface Shares {
  ofMeasure(id: string): string[];
  ofLeaf(id: string): string[];
  wordsOf(leaf: string): Text;
}

/** @param builder the builder that made the plan: its names are those of the plan */
export function sharesOf(
  plan: Plan,
  rules: ReadonlyMap<string, TagRule>,
  builder: Builder,
  words: Pick<Scope, "catalogue" | "tags" | "timezone">,
): Shares {
  const leaves = new Map<string, Set<string>>();
  const measures = new Map<string, Set<string>>();
  const note = (map: Map<string, Set<string>>, id: string, tag: string) => map.set(id, (map.get(id) ?? new Set()).add(tag));
  for (const { tag, tiers, metric } of plan.tags) {
    for (const { formula } of tiers) if (formula) for (const leaf of needsOf(formula, plan).leaves) note(leaves, leaf, tag);
    if (metric) for (const id of columnsOfValue(metric.value)) note(measures, id, tag);
  }
  for (const pass of plan.passes) {
    for (const leaf of pass.leaves)
      for (const { id } of measuresOf(pass, [leaf])) for (const tag of leaves.get(leaf.id) ?? []) note(measures, id, tag);
  }
  const sentences = new Map<string, Text>();
  const say = (rule: Rule): void => {
    if (rule.kind === "all" || rule.kind === "any") return rule.of.forEach(say);
    if (rule.kind === "not" || rule.kind === "segment") return say(rule.of);
    if (rule.kind === "rank" && rule.among) say(rule.among);
    for (const leaf of leavesOf(planRule(rule, builder))) if (!sentences.has(leaf)) sentences.set(leaf, sentenceOf(rule, words));
  };
  for (const rule of rules.values()) {
    for (const condition of conditionsOf(rule)) say(condition.rule);
  }
  return {
    ofMeasure: (id) => [...(measures.get(id) ?? [])],
    ofLeaf: (id) => [...(leaves.get(id) ?? [])],
    wordsOf: (id) => sentences.get(id) ?? both(id),
  };
}
