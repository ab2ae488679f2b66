import { decimalOf } from "../../../kernel/index.ts";
import { value, type MeasureRun } from "../measureRun.ts";
import type { Count } from "./language.ts";

export const countRun: MeasureRun<Count> = {
  plan: (_measure, column) => ({ kind: "number", measure: column({ kind: "count" }) }),
  interpret: (_measure, { events }) => value(decimalOf(events.length)),
};
