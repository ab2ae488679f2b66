import type { Condition } from "../language/index.ts";
import type { MeasureColumn } from "./types.ts";

/** Measures of the rows that pass some conditions. */
export interface Narrowed {
  readonly where: readonly Condition[];
  readonly measures: readonly MeasureColumn[];
}

/**
 * Conditions that all measures have are asked of the rows, once, before anything is measured; the measures keep what is their own. Those
 * on members of lists are asked twice: they also say which elements count.
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
