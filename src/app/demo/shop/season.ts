import { yearOf } from "./calendar.ts";
import { liftOf, promotionsByDay, type Promotion } from "./promotions.ts";

/** The shop's days from `first` to `last`, and their busyness as running sums. */
export interface Season {
  readonly first: number;
  readonly last: number;
  readonly promotions: readonly (Promotion | undefined)[];
  /** How strongly people follow promotions, from least to most; one table of running sums each. */
  readonly tables: readonly Float64Array[];
}

/** How much of a promotion's lift a customer follows: an exponent on it. */
export const AFFINITIES = [0.55, 1, 1.45] as const;

export function seasonOf(first: number, last: number): Season {
  const days = last - first + 1;
  const promotions = promotionsByDay(first, days, yearOf(first), yearOf(last));
  const tables = AFFINITIES.map((affinity) => {
    const sums = new Float64Array(days + 1);
    for (let index = 0; index < days; index++) sums[index + 1] = sums[index]! + liftOf(first + index, promotions[index]) ** affinity;
    return sums;
  });
  return { first, last, promotions, tables };
}

/** A day with its fraction: 20000.5 is noon of day 20000. */
export type Position = number;

/**
 * The position at which `amount` ordinary days of business have passed since `from`; infinite after the last day. With `amount` drawn
 * from an exponential distribution this is a Poisson process whose rate follows the season (time rescaling: Brown et al. 2002).
 */
export function advance(season: Season, affinity: number, from: Position, amount: number): Position {
  const sums = season.tables[affinity]!;
  const start = Math.max(0, from - season.first);
  const whole = Math.min(Math.floor(start), sums.length - 2);
  const target = sums[whole]! + (start - whole) * (sums[whole + 1]! - sums[whole]!) + amount;
  if (target >= sums[sums.length - 1]!) return Infinity;
  let low = whole;
  let high = sums.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sums[middle]! <= target) low = middle;
    else high = middle;
  }
  return season.first + low + (target - sums[low]!) / (sums[high]! - sums[low]!);
}

export function promotionOn(season: Season, day: number): Promotion | undefined {
  return season.promotions[day - season.first];
}
