import { averageOf, decimalOf, type Decimal, type Instant } from "../../kernel/index.ts";
import type { Rule, TagRule } from "../language/ast.ts";
import { interpretAttribute } from "../leaves/attribute/interpret.ts";
import { interpretComparison, interpretMeasure } from "../leaves/event/interpret.ts";
import { interpretSequence } from "../leaves/sequence/interpret.ts";
import { interpretTrend } from "../leaves/trend/interpret.ts";
import type { CustomerFacts } from "./facts.ts";
import type { Moment } from "./values.ts";

/** What other tags say of the same customer: `true`/`false` for rule and static tags, the value or null for tiered tags. */
export type TagAnswer = (tag: string) => boolean | string | null;

/** The meaning of a rule over one customer, without a store: the oracle that every way of running agrees with. */
export function interpretRule(rule: Rule, facts: CustomerFacts, moment: Moment, tags: TagAnswer): boolean {
  switch (rule.kind) {
    case "all":
      return rule.of.every((part) => interpretRule(part, facts, moment, tags));
    case "any":
      return rule.of.some((part) => interpretRule(part, facts, moment, tags));
    case "not":
      return !interpretRule(rule.of, facts, moment, tags);
    case "event":
      return interpretComparison(rule, rule.is, facts, moment);
    case "metric":
      return interpretComparison(rule.value, rule.is, facts, moment);
    case "attribute":
      return interpretAttribute(rule, facts, moment);
    case "trend":
      return interpretTrend(rule, facts, moment);
    case "sequence":
      return interpretSequence(rule, facts, moment);
    case "tag": {
      const answer = tags(rule.tag);
      if (rule.values === null) return answer !== false && answer !== null;
      return typeof answer === "string" && rule.values.includes(answer);
    }
  }
}

/** Rule tags: whether; tiered tags: the value or null; metrics: decimal, instant, text or null. */
export type Answer = boolean | string | Decimal | Instant | null;

/** All tags of one customer: rule tags as booleans, tiered tags as value or null, metrics as decimal, instant or null. */
export function interpretTags(
  tags: ReadonlyMap<string, TagRule>,
  facts: CustomerFacts,
  moment: Moment,
  isMember: (staticTag: string) => boolean = () => false,
): Map<string, Answer> {
  const answers = new Map<string, Answer>();
  const answer = (code: string): Answer => {
    const known = answers.get(code);
    if (known !== undefined) return known;
    const value = answerOf(code);
    answers.set(code, value);
    return value;
  };
  const answerOf = (code: string): Answer => {
    const tag = tags.get(code);
    if (!tag || tag.kind === "static") return isMember(code);
    switch (tag.kind) {
      case "rule":
        return interpretRule(tag.rule, facts, moment, answer as TagAnswer);
      case "tiered":
        return tag.values.find(({ rule }) => interpretRule(rule, facts, moment, answer as TagAnswer))?.value ?? tag.default;
      case "metric": {
        const result = interpretMeasure(tag.value, facts, moment);
        if ("sum" in result) return result.known === 0 ? null : averageOf(result.sum, result.known);
        if (result.value === undefined) return null;
        // A time since is told in whole days gone by.
        if (tag.value.measure.kind === "timeSince") return decimalOf(Math.floor((moment.asOf - (result.value as Instant)) / 86_400_000));
        return result.value as Exclude<Answer, null>;
      }
    }
  };
  for (const code of tags.keys()) answer(code);
  return answers;
}
