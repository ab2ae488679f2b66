/** How long an ended job is kept where its kind does not say. */
export const KEPT_MILLISECONDS = 90 * 24 * 3_600_000;
/** How often a job is begun where its kind does not say: one that brings its process down every time must end. */
export const MOST_ATTEMPTS = 3;
/** How long a failed job is kept whose kind keeps none that is done: for whoever asks the log what happened. */
export const FAILURE_KEPT_MILLISECONDS = 24 * 3_600_000;
