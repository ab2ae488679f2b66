import { FIRST_INSTANT, LAST_INSTANT, parseInstant, type Instant, type Issue } from "../../kernel/index.ts";
import { fault } from "./issue.ts";
import type { Arrival, Message } from "./message.ts";

/** A difference below this is the time a request takes on its way, not a clock that is wrong; correcting it would blur exact times. */
const MIN_SKEW_MILLISECONDS = 5_000;
/** No clock is off by more: the request waited on the sender's side, or `sentAt` is not what it says. */
const MAX_SKEW_MILLISECONDS = 86_400_000;

/** When a message happened, and how that was found, in the words of the customers room. */
export interface MessageTime {
  readonly time: Instant;
  /** As the sender wrote it, where `time` was made of it; null where the sender wrote none. */
  readonly stated?: Instant | null;
  /** Milliseconds by which the sender's clock was off: received − sent. */
  readonly skew?: number;
}

/**
 * When a message happened. A `timestamp` beside an `originalTimestamp` has been corrected (or is what the caller said); one of them alone is
 * by the sender's clock, and is moved by as much as that clock is off: `received − sent`. Moved later, it ends at the moment of receipt. A
 * clock that is off by more than a day is not believed to be: the time stands as it was written. Without either it happened when it was
 * received. Times without an offset are in UTC, as Segment reads them.
 */
export function timeOf(message: Message, arrival: Arrival, issues: Issue[]): MessageTime {
  const { receivedAt, historical } = arrival;
  const timestamp = instantAt(message, "timestamp", issues);
  const original = instantAt(message, "originalTimestamp", issues);
  const said = timestamp ?? original;
  if (said === undefined) return { time: receivedAt, stated: null };
  if (historical || (timestamp !== undefined && original !== undefined)) return { time: said };
  const sent = readable(message["sentAt"]) ?? readable(arrival.sentAt);
  const skew = sent === undefined ? 0 : receivedAt - sent;
  if (Math.abs(skew) < MIN_SKEW_MILLISECONDS) return { time: said };
  const time = Math.abs(skew) > MAX_SKEW_MILLISECONDS ? said : corrected(said, skew, receivedAt);
  if (time >= FIRST_INSTANT && time <= LAST_INSTANT) return { time, stated: said, skew };
  issues.push(fault("TIME_INVALID", "timestamp"));
  return { time: receivedAt, stated: null };
}

/** A time that is later than the moment of receipt as it was written was meant so: it is not moved further. */
function corrected(said: Instant, skew: number, receivedAt: Instant): Instant {
  return skew > 0 ? Math.min(said + skew, Math.max(said, receivedAt)) : said + skew;
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
