import { FIRST_INSTANT, LAST_INSTANT, parseInstant, type Instant, type Issue } from "../../kernel/index.ts";
import { fault } from "./issue.ts";
import type { Arrival, Message } from "./message.ts";

/** A difference below this is the time a request takes on its way, not a clock that is wrong; correcting it would blur exact times. */
const SKEW_MILLISECONDS = 5_000;

/**
 * When a message happened. A `timestamp` beside an `originalTimestamp` has been corrected (or is what the caller said); one of them
 * alone is by the sender's clock, and is moved by as much as that clock is off: `received − sent`. Without either it happened when it
 * was received. Times without an offset are in UTC, as Segment reads them.
 */
export function timeOf(message: Message, arrival: Arrival, issues: Issue[]): Instant {
  const { receivedAt, historical } = arrival;
  const timestamp = instantAt(message, "timestamp", issues);
  const original = instantAt(message, "originalTimestamp", issues);
  const said = timestamp ?? original;
  if (said === undefined) return receivedAt;
  if (historical || (timestamp !== undefined && original !== undefined)) return said;
  const sent = readable(message["sentAt"]) ?? readable(arrival.sentAt);
  const skew = sent === undefined ? 0 : receivedAt - sent;
  const corrected = Math.abs(skew) < SKEW_MILLISECONDS ? said : said + skew;
  if (corrected >= FIRST_INSTANT && corrected <= LAST_INSTANT) return corrected;
  issues.push(fault("TIME_INVALID", "timestamp"));
  return receivedAt;
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
