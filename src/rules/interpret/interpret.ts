import { decimalOf, tagKind, type Decimal, type Instant } from "../../kernel/index.ts";
import type { EventMeasure, Rule, TagRule } from "../language/ast.ts";
import { conditionsOf, measureOf, otherwiseOf } from "../language/tag.ts";
import { interpretMeasure } from "../leaves/event/interpret.ts";
import { runOfLeaf } from "../leaves/runs.ts";
import { valueOfMeasure } from "../measures/languages.ts";
import { measuredValue } from "../measures/measureRun.ts";
import type { CustomerFacts } from "./facts.ts";
import type { Moment } from "./values.ts";

/** Several customers together, for rules that compare them. */
export interface Population {
  readonly customers: readonly CustomerFacts[];
  /** The answer of a tag for a customer: `true`/`false` for rule and static tags, the value or null for tiered tags. */
  answer(tag: string, customer: number): Answer;
}

/** Evaluates a rule for one customer of a population, without a store. SQL must give the same answers as this. */
export function interpretRule(rule: Rule, customer: number, population: Population, moment: Moment): boolean {
  switch (rule.kind) {
    case "all":
      return rule.of.every((part) => interpretRule(part, customer, population, moment));
    case "any":
      return rule.of.some((part) => interpretRule(part, customer, population, moment));
    case "not":
      return !interpretRule(rule.of, customer, population, moment);
    default: {
      const holds = (inner: Rule, other: number) => interpretRule(inner, other, population, moment);
      return runOfLeaf(rule).interpret(rule, { customer, population, moment, holds });
    }
  }
}

/** Rule tags: whether the customer has the tag; tiered tags: the value or null; metrics: decimal, instant, text or null. */
export type Answer = boolean | string | Decimal | Instant | null;

/**
 * The answers of tags for customers, each computed when it is first needed. `isMember` answers for static tags; `decided` gives the
 * override, which replaces a rule's answer.
 */
export function answersOnDemand(
  tags: ReadonlyMap<string, TagRule>,
  customers: readonly CustomerFacts[],
  moment: Moment,
  isMember: (staticTag: string, customer: number) => boolean = () => false,
  decided: (tag: string, customer: number, answer: Answer) => Answer = (_tag, _customer, answer) => answer,
): Population {
  const answers = customers.map(() => new Map<string, Answer>());
  const population: Population = {
    customers,
    answer(code, customer) {
      const known = answers[customer]!.get(code);
      if (known !== undefined) return known;
      const value = decided(code, customer, answerOf(code, customer));
      answers[customer]!.set(code, value);
      return value;
    },
  };
  const answerOf = (code: string, customer: number): Answer => {
    const tag = tags.get(code);
    if (!tag || tagKind(tag.kind).isAssigned) return isMember(code, customer);
    const measured = measureOf(tag);
    if (measured) return metricOf(measured, customers[customer]!, moment);
    const found = conditionsOf(tag).find(({ rule }) => interpretRule(rule, customer, population, moment));
    return tagKind(tag.kind).hasTiers ? (found?.value ?? otherwiseOf(tag)) : found !== undefined;
  };
  return population;
}

/** All tags of each customer, by code. */
export function interpretTags(
  tags: ReadonlyMap<string, TagRule>,
  customers: readonly CustomerFacts[],
  moment: Moment,
  isMember?: (staticTag: string, customer: number) => boolean,
  decided?: (tag: string, customer: number, answer: Answer) => Answer,
): Map<string, Answer>[] {
  const population = answersOnDemand(tags, customers, moment, isMember, decided);
  return [...customers.keys()].map((customer) => new Map([...tags.keys()].map((code) => [code, population.answer(code, customer)])));
}

function metricOf(measured: EventMeasure, facts: CustomerFacts, moment: Moment): Answer {
  const value = measuredValue(interpretMeasure(measured, facts, moment));
  if (value === undefined) return null;
  // A time since is given in whole days.
  if (valueOfMeasure(measured.measure).as === "elapsed") return decimalOf(Math.floor((moment.asOf - (value as Instant)) / 86_400_000));
  return value as Exclude<Answer, null>;
}
