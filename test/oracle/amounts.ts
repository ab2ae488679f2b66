import fc from "fast-check";
import { anyDuration, anyLengthOfTime, anyNumber, anySign, lengthsOfTime, numbers, type Raw } from "./values.ts";

/** Comparisons of amounts, and measures that are amounts, of numbers and of durations. */
export const amounts = fc.oneof(
  fc.tuple(anySign, anyNumber).map(([sign, value]) => `${sign} ${value}`),
  numbers.map((between) => ({ between })),
  fc.tuple(anyNumber, anyNumber).map(([gte, lt]) => ({ gte, lt })),
);
const anyPercent = fc.constantFrom(0, 100, 50, 25, "33.3", "90%", 12.5, "0.000001", 99.999999);

const lengthsCompared = fc.oneof(
  fc.tuple(anySign, anyLengthOfTime).map(([sign, value]) => `${sign} ${value}`),
  lengthsOfTime.map((between) => ({ between })),
  fc.tuple(anyLengthOfTime, anyLengthOfTime).map(([gte, lt]) => ({ gte, lt })),
);

/** Comparisons with an amount, by the type of the amount. */
export const AMOUNTS: Record<string, fc.Arbitrary<unknown>> = { number: amounts, duration: lengthsCompared };

export function amountMeasures(type: string, name: fc.Arbitrary<string>): fc.Arbitrary<Raw>[] {
  const kinds = ["sum", "average", "median", "standardDeviation", "minimum", "maximum"];
  return [
    ...kinds.map((kind) => fc.record({ measure: name.map((property) => ({ [kind]: property })), is: AMOUNTS[type]! })),
    fc.record({
      measure: fc.tuple(name, anyPercent).map(([property, percent]) => ({ percentile: { property, percent } })),
      is: AMOUNTS[type]!,
    }),
  ];
}

/** Of durations: a difference may be negative. */
export const durationTrend: fc.Arbitrary<Raw> = fc
  .record({
    measure: fc.tuple(fc.constantFrom("sum", "average", "maximum"), fc.constantFrom("waited", "products[].made_in")),
    window: anyDuration,
    is: fc.oneof(
      lengthsCompared,
      fc.tuple(anySign, anyLengthOfTime).map(([sign, value]) => `${sign} -${value}`),
    ),
    before: fc.option(lengthsCompared, { nil: undefined }),
  })
  .map(({ measure: [kind, property], window: span, is, before }) => ({
    trend: { event: "Order", measure: { [kind]: property } },
    window: span,
    difference: is,
    ...(before !== undefined && { before }),
  }));
