import { literal } from "../../../engine/index.ts";
import { parseDecimal } from "../../../kernel/index.ts";
import type { ValueTypeRun } from "../run.ts";

/** Compared in seconds. */
export const durationRun: ValueTypeRun = {
  literal: (value) => literal.decimal(parseDecimal(String(value))!),
  wanted: (value) => parseDecimal(String(value))!,
  metric: "number",
};
