import { decimals, sumOf, value, type MeasureRun } from "../measureRun.ts";
import type { Sum } from "./language.ts";

export const sumRun: MeasureRun<Sum> = {
  plan: ({ property }, column) => ({ kind: "number", measure: column({ kind: "sum", property }) }),
  interpret: ({ property }, matching) => value(sumOf(decimals(matching.values(property)))),
};
