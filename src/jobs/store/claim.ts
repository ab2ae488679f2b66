import { sql, type RawBuilder } from "kysely";
import type { Records } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";
import type { JobRow } from "../types.ts";

export interface Claimer {
  readonly runner: string;
  /** It runs jobs of everybody; otherwise those alone that are attached to it. */
  readonly serving: boolean;
  /** The kinds it can run at this moment. */
  readonly kinds: readonly string[];
}

const UNIQUE_VIOLATION = "23505";

/**
 * Takes the first job that can start: due, and behind none of its serial key. No two claimers get the same one, and none gets one
 * whose serial key another is running.
 */
export async function claimJob(records: Records, claimer: Claimer, now: Instant): Promise<JobRow | undefined> {
  const { runner, kinds } = claimer;
  if (kinds.length === 0) return undefined;
  const at = new Date(now);
  const mine = reachable(claimer, "j");
  try {
    const { rows } = await sql<JobRow>`
      update jobs set state = 'running', runner = ${runner}, attempt = attempt + 1, beat_at = now(), started_at = coalesce(started_at, ${at})
      where id = (
        select j.id from jobs as j
        where j.state = 'queued' and j.start_at <= ${at} and j.kind = any(${kinds}) and ${mine}
          and (j.serial is null or not exists (
            select 1 from jobs as o where o.serial = j.serial
              and (o.state = 'running' or (o.state = 'queued' and o.number < j.number and o.start_at <= ${at} and ${reachable(claimer, "o")}))))
        order by j.number limit 1 for update skip locked)
      and state = 'queued'
      returning *`.execute(records);
    return rows[0];
  } catch (error) {
    // Another process took one of the same serial key between the look and the update.
    if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) return undefined;
    throw error;
  }
}

/** When the next job that waits for its instant is due; null when none does. */
export async function nextStart(records: Records, claimer: Claimer, now: Instant): Promise<Instant | null> {
  if (claimer.kinds.length === 0) return null;
  const { rows } = await sql<{ at: Date | null }>`
    select min(j.start_at) as at from jobs as j
    where j.state = 'queued' and j.start_at > ${new Date(now)} and j.kind = any(${claimer.kinds}) and ${reachable(claimer, "j")}`.execute(
    records,
  );
  return rows[0]?.at ? new Date(rows[0].at).getTime() : null;
}

function reachable({ runner, serving }: Claimer, table: string): RawBuilder<boolean> {
  const attached = sql.ref<string | null>(`${table}.attached`);
  return serving ? sql<boolean>`(${attached} is null or ${attached} = ${runner})` : sql<boolean>`${attached} = ${runner}`;
}
