import { decimalOf } from "../../../kernel/index.ts";
import { value, type MeasureRun } from "../measureRun.ts";
import type { DistinctCount } from "./language.ts";

export const distinctCountRun: MeasureRun<DistinctCount> = {
  plan: ({ property }, column) => ({ kind: "number", measure: column({ kind: "distinct", property }) }),
  interpret: ({ property }, matching) => value(decimalOf(new Set(matching.values(property)).size)),
};
