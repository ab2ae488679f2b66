import type { Instant } from "../../kernel/index.ts";
import type { Outcome } from "./send.ts";

const FIRST_WAIT_MILLISECONDS = 1_000;
const LONGEST_WAIT_MILLISECONDS = 3_600_000;
/** A delivery is given up after so many tries, or when the last of them comes so late. */
const MOST_ATTEMPTS = 30;
const LONGEST_TRYING_MILLISECONDS = 24 * 3_600_000;
/** A receiver that understood and declined (most of 4xx) will hardly take the same later. */
const MOST_DECLINED = 5;
const TRY_LATER = new Set([408, 409, 423, 425, 429]);
/** By Standard Webhooks: the receiver wants nothing more, so that the webhook is paused. */
export const GONE = 410;

/** Milliseconds before the next try after so many failures in a row: doubling, spread by a quarter either way, an hour at most. */
export function waitAfter(failures: number, chance: number): number {
  return Math.min(LONGEST_WAIT_MILLISECONDS, FIRST_WAIT_MILLISECONDS * 2 ** Math.min(failures - 1, 20)) * (0.75 + chance / 2);
}

/**
 * Milliseconds that a receiver asks to be left alone: `Retry-After` as seconds or as a date of HTTP (RFC 9110, 10.2.3), a day at most;
 * 0 when it does not say.
 */
export function askedWait(retryAfter: string | undefined, now: Instant): number {
  const text = retryAfter?.trim() ?? "";
  const until = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) - now : 0;
  return Number.isFinite(until) ? Math.min(LONGEST_TRYING_MILLISECONDS, Math.max(0, until)) : 0;
}

/** What becomes of a delivery after a try. `since`: milliseconds since the first. */
export function verdictOf(
  { status, failure }: Outcome,
  { attempts, since }: { readonly attempts: number; readonly since: number },
): "delivered" | "waiting" | "dead" {
  if (!failure) return "delivered";
  if (status === GONE) return "dead";
  const declined = status !== null && status >= 400 && status < 500 && !TRY_LATER.has(status);
  return attempts >= (declined ? MOST_DECLINED : MOST_ATTEMPTS) || since >= LONGEST_TRYING_MILLISECONDS ? "dead" : "waiting";
}
