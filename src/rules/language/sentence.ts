import type { Text } from "../../kernel/index.ts";
import type { Rule, TagRule } from "./ast.ts";
import { languageOf } from "./rule.ts";
import type { Scope } from "./scope.ts";
import { measureWords } from "../leaves/event/words.ts";

type Words = Pick<Scope, "catalogue" | "tags" | "timezone">;

/** A rule as a sentence in both languages. */
export function sentenceOf(rule: Rule, words: Words): Text {
  const { zh, en } = phrase(rule, words, false);
  return { zh, en: capital(en) };
}

/** An English sentence begins with a capital, a name in front of it too. */
function capital(sentence: string): string {
  return sentence.replace(/^\p{Ll}/u, (first) => first.toUpperCase());
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
    case "not": {
      const part = phrase(rule.of, words, true);
      return { zh: `不满足${part.zh}`, en: `not ${part.en}` };
    }
    default:
      return languageOf(rule).sentence(rule, words, (inner) => phrase(inner, words, true));
  }
}

/** What a tag means, in one sentence; null for a static tag, which means what people say it means. */
export function tagSentence(tag: TagRule, words: Words): Text | null {
  switch (tag.kind) {
    case "static":
      return null;
    case "rule":
      return sentenceOf(tag.rule, words);
    case "metric": {
      const { zh, en } = measureWords(tag.value, words);
      return { zh, en: capital(en) };
    }
    case "tiered": {
      const parts = tag.values.map(({ value, rule }) => ({ value, words: phrase(rule, words, false) }));
      const zh = parts.map((part) => `${part.value}：${part.words.zh}`).join("；");
      const en = parts.map((part) => `${part.value}: ${part.words.en}`).join("; ");
      return { zh: zh + (tag.default ? `；其余为${tag.default}` : ""), en: en + (tag.default ? `; otherwise ${tag.default}` : "") };
    }
  }
}
