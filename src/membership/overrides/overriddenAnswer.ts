import type { Override } from "./overridesInForce.ts";

/** The answer of a tag for one customer: has it or not, or the tier or none. */
export type Answer = boolean | string | null;

/** A rule's answer with the customer's override applied. */
export function overriddenAnswer(answer: Answer, override: Pick<Override, "direction" | "value"> | undefined): Answer {
  if (!override) return answer;
  if (override.direction === "in") return override.value ?? true;
  if (typeof answer === "boolean") return false;
  return override.value === null || answer === override.value ? null : answer;
}

/** The same for a tag with these values (none for a rule tag). An override whose value no longer exists has no effect. */
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

/** An override of one customer for one tag and value; `""` is the value of a rule tag. */
export interface Holding {
  readonly tag: number;
  readonly value: string;
  readonly customer: number;
  readonly inside: boolean;
}

/**
 * The effect of overrides on each tag and value: into one tier also means out of the others. `values` are the tiers of a tag, none for a
 * rule tag. An override into a tier that no longer exists has no effect.
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
