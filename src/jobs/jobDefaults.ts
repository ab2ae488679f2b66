/** How long an ended job is kept, unless its kind sets a time. */
export const KEPT_MILLISECONDS = 90 * 24 * 3_600_000;
/** The most starts of a job, unless its kind sets a number: a job that crashes its process must not start for ever. */
export const MOST_ATTEMPTS = 3;
/** How long a failed job is kept when its kind deletes successful ones, so that somebody can look up the failure. */
export const FAILURE_KEPT_MILLISECONDS = 24 * 3_600_000;
