import type { Ctx } from "../../engine/index.ts";
import { formatDecimal, type Instant } from "../../kernel/index.ts";
import {
  answersOnDemand,
  interpretMeasure,
  isZeroOverNothing,
  measuredValue,
  measureOf,
  type Answer,
  type CustomerFacts,
  type InterpretedPopulation,
  type TagRule,
} from "../../rules/index.ts";

/** The answers of rules for some customers, computed on demand. */
export interface Interpreted {
  /** Rule tags: whether the customer has the tag; tiered tags: the value or null. */
  answer(tag: string, customer: number): Answer;
  metric(tag: string, customer: number): StoredMetric;
}

/** A metric as it is stored: a number, an instant or nothing. */
export interface StoredMetric {
  readonly number: string | null;
  readonly time: Instant | null;
}

export interface Interpreting {
  readonly rules: ReadonlyMap<string, TagRule>;
  readonly facts: ReadonlyMap<number, CustomerFacts>;
  readonly asOf: Instant;
  /** Whether a customer has a static tag. */
  readonly isMember: (tag: string, customer: number) => boolean;
  /** An answer with the customer's override applied. */
  readonly decided: (tag: string, customer: number, answer: Answer) => Answer;
}

/** Evaluates rules for some customers with the interpreter. Rules that compare customers with each other must not be among them. */
export function interpretFew(ctx: Pick<Ctx, "workspace">, { rules, facts, asOf, isMember, decided }: Interpreting): Interpreted {
  const moment = { asOf, timezone: ctx.workspace.timezone };
  const numbers = [...facts.keys()];
  const places = new Map(numbers.map((customer, place) => [customer, place]));
  const population: InterpretedPopulation = answersOnDemand(
    rules,
    [...facts.values()],
    moment,
    (tag, place) => isMember(tag, numbers[place]!),
    (tag, place, answer) => decided(tag, numbers[place]!, answer),
  );
  return {
    answer: (tag, customer) => population.answer(tag, places.get(customer)!),
    metric(tag, customer) {
      const measured = measureOf(rules.get(tag) ?? null);
      if (!measured) throw new Error(`${tag} has no measure`);
      const value = measuredValue(interpretMeasure(measured, facts.get(customer)!, moment));
      // Zeros are not stored: for a customer without a row, a count or sum is 0.
      return stored(isZeroOverNothing(measured) && value === 0n ? undefined : value);
    },
  };
}

/** Metrics are never texts, days or lists. */
function stored(value: unknown): StoredMetric {
  return { number: typeof value === "bigint" ? formatDecimal(value) : null, time: typeof value === "number" ? value : null };
}
