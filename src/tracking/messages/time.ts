import { FIRST_INSTANT, LAST_INSTANT, parseInstant, type Instant, type Issue } from "../../kernel/index.ts";
import { fault } from "./issue.ts";
import type { Arrival, Message } from "./message.ts";

/** A smaller difference is network delay, not a wrong clock. Correcting it would make exact times inexact. */
const MIN_SKEW_MILLISECONDS = 5_000;
/** A larger difference is no clock error: the request waited at the sender, or `sentAt` is wrong. */
const MAX_SKEW_MILLISECONDS = 86_400_000;

/** When a message happened, with how the time was found, as the customers room stores it. */
export interface MessageTime {
  readonly time: Instant;
  /** The time that the sender wrote, if `time` was corrected from it; null if the sender wrote none. */
  readonly stated?: Instant | null;
  /** Milliseconds by which the sender's clock was off: received − sent. */
  readonly skew?: number;
}

/**
 * When a message happened. With both `timestamp` and `originalTimestamp`, `timestamp` is already corrected. One of them alone is in the
 * sender's clock and is moved by `received − sent`, at most to the moment of receipt. A difference above a day is ignored. Without either,
 * the time is the moment of receipt. A time without an offset is UTC, as in Segment.
 */
export function timeOf(message: Message, arrival: Arrival, issues: Issue[]): MessageTime {
  const { receivedAt, historical } = arrival;
  const timestamp = instantAt(message, "timestamp", issues);
  const original = instantAt(message, "originalTimestamp", issues);
  const written = timestamp ?? original;
  if (written === undefined) return { time: receivedAt, stated: null };
  if (historical || (timestamp !== undefined && original !== undefined)) return { time: written };
  const sent = readable(message["sentAt"]) ?? readable(arrival.sentAt);
  const skew = sent === undefined ? 0 : receivedAt - sent;
  if (Math.abs(skew) < MIN_SKEW_MILLISECONDS) return { time: written };
  const time = Math.abs(skew) > MAX_SKEW_MILLISECONDS ? written : corrected(written, skew, receivedAt);
  if (time >= FIRST_INSTANT && time <= LAST_INSTANT) return { time, stated: written, skew };
  issues.push(fault("TIME_INVALID", "timestamp"));
  return { time: receivedAt, stated: null };
}

/** A time that was written later than the moment of receipt is meant to be in the future: it is not moved further. */
function corrected(written: Instant, skew: number, receivedAt: Instant): Instant {
  return skew > 0 ? Math.min(written + skew, Math.max(written, receivedAt)) : written + skew;
}

function instantAt(message: Message, name: string, issues: Issue[]): Instant | undefined {
  const value = message[name];
  if (value === undefined || value === null || value === "") return undefined;
  const instant = readable(value);
  if (instant === undefined) issues.push(fault("TIME_INVALID", name));
  return instant;
}

function readable(value: unknown): Instant | undefined {
  return typeof value === "string" ? parseInstant(value, "UTC") : undefined;
}
