import type { MetricValue } from "./types.ts";

/** The columns that a value reads. */
export function columnsOfValue(value: MetricValue): readonly string[] {
  switch (value.kind) {
    case "quotient":
      return [value.over, value.under];
    case "deviation":
      return [value.sum, value.squares, value.known];
    default:
      return [value.measure];
  }
}
