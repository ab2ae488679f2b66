import type { Text } from "../../kernel/index.ts";
import { languageOfTag } from "../tagKinds/index.ts";
import type { Leaf, Rule, TagRule } from "./ast.ts";
import { HIDDEN_CONDITION, isHiddenLeaf } from "./hidden.ts";
import { languageOf } from "./rule.ts";
import type { Scope } from "./scope.ts";
import { capitalised } from "./words.ts";

type Words = Pick<Scope, "catalogue" | "tags" | "timezone">;

/** A rule as a sentence in both languages. */
export function sentenceOf(rule: Rule, words: Words): Text {
  return capitalised(phrase(rule, words, false));
}

function phrase(rule: Rule, words: Words, inside: boolean): Text {
  switch (rule.kind) {
    case "all":
    case "any": {
      if (rule.of.length === 1) return phrase(rule.of[0]!, words, inside);
      const parts = rule.of.map((part) => phrase(part, words, true));
      const zh = parts.map((part) => part.zh).join(rule.kind === "all" ? "，且" : "，或");
      const en = parts.map((part) => part.en).join(rule.kind === "all" ? " and " : " or ");
      return inside ? { zh: `（${zh}）`, en: `(${en})` } : { zh, en };
    }
    case "not":
      return negation(rule.of, words, inside);
    default: {
      const said = leafPhrase(rule, words);
      const missing = isHiddenLeaf(rule, words) ? null : languageOf(rule).missing(rule, words);
      if (!missing?.negative) return said;
      return { zh: `${said.zh}（${missing.who.zh}不算）`, en: `${said.en} (${missing.who.en} do not count)` };
    }
  }
}

/** Adds that customers without a value count: logic has two values, so a comparison that is false of them is true when negated. */
function negation(rule: Rule, words: Words, inside: boolean): Text {
  switch (rule.kind) {
    case "not":
      return phrase(rule.of, words, inside);
    case "any":
      return phrase({ kind: "all", of: rule.of.map((of) => ({ kind: "not", of })) }, words, inside);
    case "all": {
      if (rule.of.length === 1) return negation(rule.of[0]!, words, inside);
      const part = phrase(rule, words, true);
      return counting({ zh: `不满足${part.zh}`, en: `not ${part.en}` }, rule.of.filter(isLeaf), words);
    }
    default: {
      const part = leafPhrase(rule, words);
      return counting({ zh: `不满足${part.zh}`, en: `not (${part.en})` }, [rule], words);
    }
  }
}

function counting(said: Text, leaves: readonly Leaf[], words: Words): Text {
  const missing = leaves.flatMap((leaf) => (isHiddenLeaf(leaf, words) ? null : languageOf(leaf).missing(leaf, words))?.who ?? []);
  if (missing.length === 0) return said;
  const [zh, en] = [[...new Set(missing.map((who) => who.zh))].join("、"), [...new Set(missing.map((who) => who.en))].join(", ")];
  return { zh: `${said.zh}（${zh}也算）`, en: `${said.en} (${en} count too)` };
}

function isLeaf(rule: Rule): rule is Leaf {
  return rule.kind !== "all" && rule.kind !== "any" && rule.kind !== "not";
}

function leafPhrase(leaf: Leaf, words: Words): Text {
  if (isHiddenLeaf(leaf, words)) return HIDDEN_CONDITION;
  return languageOf(leaf).sentence(leaf, words, (inner) => phrase(inner, words, true));
}

/** What a tag means, in one sentence; null for a static tag, which people assign. */
export function tagSentence(tag: TagRule, words: Words): Text | null {
  return languageOfTag(tag.kind).words(tag, words, (rule) => phrase(rule, words, false));
}
