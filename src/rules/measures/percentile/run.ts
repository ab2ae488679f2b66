import { parseDecimal, type Decimal } from "../../../kernel/index.ts";
import type { MetricValue } from "../../plan/types.ts";
import { decimals, type MeasureRun, type OwnColumn } from "../measureRun.ts";
import type { Percentile } from "./language.ts";

/**
 * Linear interpolation between the closest ranks, type 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages" (1996): of n sorted
 * values the percentile P stands at h = (n − 1) × P ÷ 100, counted from 0; with i = ⌊h⌋ it is xᵢ + (h − i) × (xᵢ₊₁ − xᵢ).
 */
export const percentileRun: MeasureRun<Percentile> = {
  plan: ({ property, percent }, column) => percentilePlan(property, percent, column),
  interpret({ property, percent }, matching) {
    const values = decimals(matching.values(property)).toSorted(orderOfDecimals);
    if (values.length === 0) return { kind: "quotient", over: 0n, under: 0n };
    const under = 100_000_000n;
    const place = BigInt(values.length - 1) * parseDecimal(percent)!;
    const index = Number(place / under);
    const low = values[index]!;
    const high = values[index + 1] ?? low;
    return { kind: "quotient", over: low * under + (place % under) * (high - low), under };
  },
};

/** The fraction with the smallest whole divisor: ½ for the median, ¹⁄₄₀ for 2.5 %. */
export function percentilePlan(property: string, percent: string, column: (own: OwnColumn) => string): MetricValue {
  const share = parseDecimal(percent)!;
  const common = greatestDivisor(share, 100_000_000n);
  const part = Number(share / common);
  const of = Number(100_000_000n / common);
  return {
    kind: "quotient",
    over: column({ kind: "percentile", property, part, of }),
    under: column({ kind: "divisor", property, of }),
  };
}

export function orderOfDecimals(a: Decimal, b: Decimal): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  return a === 0n ? b : greatestDivisor(b % a, a);
}
