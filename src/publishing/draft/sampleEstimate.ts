/** An estimate from a sample, in numbers of customers. */
export interface Estimate {
  /** The most likely number: the share in the sample times all customers. */
  readonly count: number;
  /** The 95 % interval, both ends included. */
  readonly low: number;
  readonly high: number;
}

/** The two-sided 95 % point of the normal distribution. */
const Z_95_PERCENT = 1.959964;

/**
 * How many of `population` customers have something that `found` of a random sample of `sampled` have: Wilson's score interval at 95 %
 * with the correction for a finite population. With p = found / sampled and n = sampled × (population − 1) / (population − sampled), the
 * size that a sample with replacement would need to say as much:
 *
 *   (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n)
 *
 * times the population, cut to what the sample has shown: no fewer than were found, no more than everybody but those who were found to
 * be without. A whole population leaves no doubt. In 95 of 100 samples the true number is within; near 0 and 1 Wilson's interval keeps
 * that where the plain normal one does not.
 */
export function estimateOf(found: number, sampled: number, population: number): Estimate {
  if (sampled >= population) return { count: found, low: found, high: found };
  if (sampled === 0) return { count: 0, low: 0, high: population };
  const p = found / sampled;
  const n = (sampled * (population - 1)) / (population - sampled);
  const middle = p + (Z_95_PERCENT * Z_95_PERCENT) / (2 * n);
  const half = Z_95_PERCENT * Math.sqrt((p * (1 - p)) / n + (Z_95_PERCENT * Z_95_PERCENT) / (4 * n * n));
  const scale = population / (1 + (Z_95_PERCENT * Z_95_PERCENT) / n);
  return {
    count: Math.round(p * population),
    low: Math.max(found, Math.floor((middle - half) * scale)),
    high: Math.min(population - (sampled - found), Math.ceil((middle + half) * scale)),
  };
}
