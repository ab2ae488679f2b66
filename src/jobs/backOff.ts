/** How long a job waits before it is tried again. */
export interface BackOff {
  readonly firstMilliseconds: number;
  readonly longestMilliseconds: number;
}

/**
 * Milliseconds before the next try after so many failures in a row: doubling, spread by a quarter either way so that many do not come
 * at one moment, and never more than the longest. `chance` is from 0 to 1.
 */
export function backOffMilliseconds({ firstMilliseconds, longestMilliseconds }: BackOff, failures: number, chance: number): number {
  const doubled = firstMilliseconds * 2 ** Math.min(Math.max(failures, 1) - 1, 30);
  return Math.min(longestMilliseconds, doubled * (0.75 + chance / 2));
}
