import { orderOfDecimals, percentilePlan } from "../percentile/run.ts";
import { decimals, type MeasureRun } from "../measureRun.ts";
import type { Median } from "./language.ts";

export const medianRun: MeasureRun<Median> = {
  plan: ({ property }, column) => percentilePlan(property, "50", column),
  interpret({ property }, matching) {
    const sorted = decimals(matching.values(property)).toSorted(orderOfDecimals);
    const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
    return low === undefined || high === undefined
      ? { kind: "quotient", over: 0n, under: 0n }
      : { kind: "quotient", over: low + high, under: 2n };
  },
};
