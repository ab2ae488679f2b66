import type { Rule } from "../language/ast.ts";
import { readRule } from "../language/rule.ts";
import { ref } from "../language/schema.ts";
import { join } from "../language/scope.ts";
import { capitalised } from "../language/words.ts";
import { NEITHER, type TagKindLanguage } from "./tagKind.ts";

export interface RuleTag {
  readonly kind: "rule";
  readonly rule: Rule;
}

export const ruleTag: TagKindLanguage<RuleTag> = {
  keys: { rule: ref("rule", "规则标签的条件", "the condition of a rule tag") },
  read(raw, path, reading) {
    const rule = readRule(raw["rule"], join(path, "rule"), reading);
    return rule && { kind: "rule", rule };
  },
  words: ({ rule }, _words, phrase) => capitalised(phrase(rule)),
  conditions: ({ rule }) => [{ path: "rule", value: null, rule }],
  ...NEITHER,
};
