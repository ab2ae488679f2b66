import type { Instant } from "../../kernel/index.ts";
import type { Outcome } from "./send.ts";

const FIRST_WAIT_MILLISECONDS = 1_000;
const LONGEST_WAIT_MILLISECONDS = 3_600_000;
/** A delivery is given up after this many attempts, or when the last attempt was this late. */
const MOST_ATTEMPTS = 30;
const LONGEST_TRYING_MILLISECONDS = 24 * 3_600_000;
/** Most 4xx answers will be the same later, so a delivery is given up after fewer attempts. */
const MOST_DECLINED_ATTEMPTS = 5;
const TRY_LATER = new Set([408, 409, 423, 425, 429]);
/** 410 Gone, by Standard Webhooks: the receiver wants no more messages, so the webhook is paused. */
export const GONE = 410;

/** Milliseconds before the next attempt after so many failures in a row: doubled each time, varied by a quarter, at most an hour. */
export function waitAfter(failures: number, chance: number): number {
  return Math.min(LONGEST_WAIT_MILLISECONDS, FIRST_WAIT_MILLISECONDS * 2 ** Math.min(failures - 1, 20)) * (0.75 + chance / 2);
}

/**
 * Milliseconds that a receiver asks to wait: `Retry-After` in seconds or as an HTTP date (RFC 9110, 10.2.3), at most a day; 0 without the
 * header.
 */
export function askedWait(retryAfter: string | undefined, now: Instant): number {
  const text = retryAfter?.trim() ?? "";
  const until = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) - now : 0;
  return Number.isFinite(until) ? Math.min(LONGEST_TRYING_MILLISECONDS, Math.max(0, until)) : 0;
}

/** The state of a delivery after an attempt. `since`: milliseconds since the first attempt. */
export function verdictOf(
  { status, failure }: Outcome,
  { attempts, since }: { readonly attempts: number; readonly since: number },
): "delivered" | "waiting" | "dead" {
  if (!failure) return "delivered";
  if (status === GONE) return "dead";
  const declined = status !== null && status >= 400 && status < 500 && !TRY_LATER.has(status);
  return attempts >= (declined ? MOST_DECLINED_ATTEMPTS : MOST_ATTEMPTS) || since >= LONGEST_TRYING_MILLISECONDS ? "dead" : "waiting";
}
