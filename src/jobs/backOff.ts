/** How long a job waits before its next attempt. */
export interface BackOff {
  readonly firstMilliseconds: number;
  readonly longestMilliseconds: number;
}

/**
 * Milliseconds before the next attempt after so many failures in a row: doubled each time, up to the longest. A variation of a quarter
 * keeps many jobs from starting at the same moment. `chance` is from 0 to 1.
 */
export function backOffMilliseconds({ firstMilliseconds, longestMilliseconds }: BackOff, failures: number, chance: number): number {
  const doubled = firstMilliseconds * 2 ** Math.min(Math.max(failures, 1) - 1, 30);
  return Math.min(longestMilliseconds, doubled * (0.75 + chance / 2));
}
