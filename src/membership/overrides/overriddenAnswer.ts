import type { Override } from "./overridesInForce.ts";

/** What a tag says of one customer: has it or not, the tier or none. */
export type Answer = boolean | string | null;

/** A rule's answer with the customer's override on top. */
export function overriddenAnswer(answer: Answer, override: Pick<Override, "direction" | "value"> | undefined): Answer {
  if (!override) return answer;
  if (override.direction === "in") return override.value ?? true;
  if (typeof answer === "boolean") return false;
  return override.value === null || answer === override.value ? null : answer;
}

/** The same for a tag that has these values, none for a rule tag; an override that does not fit them does nothing. */
export function fittingAnswer(
  answer: Answer,
  override: Pick<Override, "direction" | "value"> | undefined,
  values: readonly string[],
): Answer {
  if (!override) return answer;
  const { value, direction } = override;
  const fits = values.length === 0 ? value === null : value === null ? direction === "out" : values.includes(value);
  return fits ? overriddenAnswer(answer, override) : answer;
}

/** One customer put into or kept out of the members of one tag and value; `""` is the value of a rule tag. */
export interface Holding {
  readonly tag: number;
  readonly value: string;
  readonly customer: number;
  readonly inside: boolean;
}

/**
 * Overrides as what they do to each tag and value: in one tier is out of the others. `values` are the tiers a tag has, none for a rule
 * tag; an override into a tier that is no more does nothing.
 */
export function holdingsOf(overrides: readonly Override[], values: ReadonlyMap<number, readonly string[]>): Holding[] {
  return overrides.flatMap(({ tag, customer, value, direction }): Holding[] => {
    const tiers = values.get(tag);
    if (!tiers) return [];
    const inside = direction === "in";
    if (tiers.length === 0) return value === null ? [{ tag, value: "", customer, inside }] : [];
    if (value !== null && !tiers.includes(value)) return [];
    if (!inside) return (value === null ? tiers : [value]).map((tier) => ({ tag, value: tier, customer, inside }));
    return value === null ? [] : tiers.map((tier) => ({ tag, value: tier, customer, inside: tier === value }));
  });
}
