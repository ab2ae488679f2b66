import { decimals, sumOf, type MeasureRun } from "../measureRun.ts";
import type { StandardDeviation } from "./language.ts";

export const standardDeviationRun: MeasureRun<StandardDeviation> = {
  plan: ({ property }, column) => ({
    kind: "deviation",
    sum: column({ kind: "sum", property }),
    squares: column({ kind: "squares", property }),
    known: column({ kind: "known", property }),
  }),
  interpret({ property }, matching) {
    const values = decimals(matching.values(property));
    const squares = sumOf(values.map((one) => one * one));
    return { kind: "deviation", sum: sumOf(values), squares, known: BigInt(values.length) };
  },
};
