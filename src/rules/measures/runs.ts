import { activeDaysRun } from "./activeDays/run.ts";
import { averageRun } from "./average/run.ts";
import { countRun } from "./count/run.ts";
import { distinctCountRun } from "./distinctCount/run.ts";
import { firstRun } from "./first/run.ts";
import { lastRun } from "./last/run.ts";
import { maximumRun } from "./maximum/run.ts";
import { medianRun } from "./median/run.ts";
import { minimumRun } from "./minimum/run.ts";
import { mostFrequentRun } from "./mostFrequent/run.ts";
import { percentileRun } from "./percentile/run.ts";
import { standardDeviationRun } from "./standardDeviation/run.ts";
import { sumRun } from "./sum/run.ts";
import { timeSinceRun } from "./timeSince/run.ts";
import type { Measure } from "./measureTypes.ts";
import type { MeasureRun } from "./measureRun.ts";

type Runs = { readonly [K in Measure["kind"]]: MeasureRun<Extract<Measure, { kind: K }>> };

const RUNS: Runs = {
  count: countRun,
  sum: sumRun,
  average: averageRun,
  minimum: minimumRun,
  maximum: maximumRun,
  median: medianRun,
  percentile: percentileRun,
  standardDeviation: standardDeviationRun,
  distinctCount: distinctCountRun,
  activeDays: activeDaysRun,
  timeSince: timeSinceRun,
  first: firstRun,
  last: lastRun,
  mostFrequent: mostFrequentRun,
};

/** The computing part of a measure's kind. */
export function runOfMeasure<M extends Measure>(measure: M): MeasureRun<M> {
  return RUNS[measure.kind] as unknown as MeasureRun<M>;
}
