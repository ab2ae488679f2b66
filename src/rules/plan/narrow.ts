import type { Condition } from "../language/index.ts";
import type { MeasureColumn } from "./types.ts";

/** Measures of the rows that meet some conditions. */
export interface Narrowed {
  readonly where: readonly Condition[];
  readonly measures: readonly MeasureColumn[];
}

/**
 * Conditions that all measures share are tested once per row, before the measures. Each measure keeps its own conditions. Shared conditions
 * on members of lists are tested twice, because they also select the elements that count.
 */
export function narrowed(measures: readonly MeasureColumn[]): Narrowed {
  const [first, ...others] = measures.map(({ aggregate }) => ("where" in aggregate ? aggregate.where : []));
  const key = (condition: Condition) => JSON.stringify(condition);
  const keys = others.map((conditions) => new Set(conditions.map(key)));
  const where = (first ?? []).filter((condition) => keys.every((has) => has.has(key(condition))));
  if (where.length === 0) return { where, measures };
  const asked = new Set(where.filter(({ array }) => array === null).map(key));
  return {
    where,
    measures: measures.map((measure) => {
      const { aggregate } = measure;
      if (!("where" in aggregate)) return measure;
      return { ...measure, aggregate: { ...aggregate, where: aggregate.where.filter((condition) => !asked.has(key(condition))) } };
    }),
  };
}
