import { sql as recordsSql } from "kysely";
import type { Records } from "../../engine/index.ts";
import { hashSecret } from "../secrets/secret.ts";

export interface RequestCount {
  /** Requests of this window, this one included. */
  readonly current: number;
  /** Milliseconds until the window ends. */
  readonly ttl: number;
}

/**
 * Counts a request of a caller to one operation, over all processes on these records. One small statement; the records' clock decides when a
 * window ends.
 */
export async function countRequest(records: Records, operation: string, caller: string, windowMilliseconds: number): Promise<RequestCount> {
  const key = hashSecret(`${operation}\n${caller}`);
  const { rows } = await recordsSql<{ current: number; ttl: number }>`
    insert into request_counts as c (key, requests, until)
    values (${key}, 1, clock_timestamp() + ${windowMilliseconds} * interval '1 millisecond')
    on conflict (key) do update set
      requests = case when c.until < clock_timestamp() then 1 else c.requests + 1 end,
      until = case when c.until < clock_timestamp() then excluded.until else c.until end
    returning requests as current, extract(epoch from until - clock_timestamp())::float8 * 1000 as ttl`.execute(records);
  const [{ current, ttl }] = rows as [RequestCount];
  return { current, ttl: Math.max(0, ttl) };
}

/** Deletes counts whose window has ended. */
export async function forgetRequestCounts({ records }: { readonly records: Records }): Promise<void> {
  await records
    .deleteFrom("request_counts")
    .where("until", "<", recordsSql<Date>`clock_timestamp()`)
    .execute();
}
