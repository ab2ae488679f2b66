import { sql as recordsSql } from "kysely";
import type { Records } from "../engine/index.ts";
import { hashSecret } from "./secret.ts";

/** Counts that have ended and are removed with each request: more than one request can add. */
const REMOVED_ROWS = 10;

export interface RequestCount {
  /** Requests of this window, this one included. */
  readonly current: number;
  /** Milliseconds until the window ends. */
  readonly ttl: number;
}

/**
 * Counts a request of a caller to one operation, over all processes on these records. One small statement; the records' clock decides when a
 * window ends. Counts of other callers whose window has ended go with it.
 */
export async function countRequest(records: Records, operation: string, caller: string, windowMilliseconds: number): Promise<RequestCount> {
  const key = hashSecret(`${operation}\n${caller}`);
  const { rows } = await recordsSql<{ current: number; ttl: number }>`
    with removed as (
      delete from request_counts where key in (
        select key from request_counts where until < clock_timestamp() and key <> ${key}
        limit ${recordsSql.lit(REMOVED_ROWS)} for update skip locked
      )
    )
    insert into request_counts as c (key, requests, until)
    values (${key}, 1, clock_timestamp() + ${windowMilliseconds} * interval '1 millisecond')
    on conflict (key) do update set
      requests = case when c.until < clock_timestamp() then 1 else c.requests + 1 end,
      until = case when c.until < clock_timestamp() then excluded.until else c.until end
    returning requests as current, extract(epoch from until - clock_timestamp())::float8 * 1000 as ttl`.execute(records);
  const [{ current, ttl }] = rows as [RequestCount];
  return { current, ttl: Math.max(0, ttl) };
}
