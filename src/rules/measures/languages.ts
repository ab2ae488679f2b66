import { activeDaysLanguage } from "./activeDays/language.ts";
import { averageLanguage } from "./average/language.ts";
import { countLanguage } from "./count/language.ts";
import { distinctCountLanguage } from "./distinctCount/language.ts";
import { firstLanguage } from "./first/language.ts";
import { lastLanguage } from "./last/language.ts";
import { maximumLanguage } from "./maximum/language.ts";
import { medianLanguage } from "./median/language.ts";
import { minimumLanguage } from "./minimum/language.ts";
import { mostFrequentLanguage } from "./mostFrequent/language.ts";
import { percentileLanguage } from "./percentile/language.ts";
import { standardDeviationLanguage } from "./standardDeviation/language.ts";
import { sumLanguage } from "./sum/language.ts";
import { timeSinceLanguage } from "./timeSince/language.ts";
import type { Measure } from "./measureTypes.ts";
import type { MeasureLanguage, MeasureValue } from "./measureLanguage.ts";

type Languages = { readonly [K in Measure["kind"]]: MeasureLanguage<Extract<Measure, { kind: K }>> };

/** Every measure, in the order in which they are offered. */
export const MEASURES: Languages = {
  count: countLanguage,
  sum: sumLanguage,
  average: averageLanguage,
  minimum: minimumLanguage,
  maximum: maximumLanguage,
  median: medianLanguage,
  percentile: percentileLanguage,
  standardDeviation: standardDeviationLanguage,
  distinctCount: distinctCountLanguage,
  activeDays: activeDaysLanguage,
  timeSince: timeSinceLanguage,
  first: firstLanguage,
  last: lastLanguage,
  mostFrequent: mostFrequentLanguage,
};

export const MEASURE_KINDS = Object.keys(MEASURES) as Measure["kind"][];

/** The language part of a measure's kind. */
export function languageOfMeasure<M extends Measure>(measure: M): MeasureLanguage<M> {
  return MEASURES[measure.kind] as unknown as MeasureLanguage<M>;
}

export function valueOfMeasure(measure: Measure): MeasureValue {
  return languageOfMeasure(measure).value(measure);
}
