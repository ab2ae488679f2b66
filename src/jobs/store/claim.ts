import { sql as recordsSql, type RawBuilder } from "kysely";
import type { Records } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";
import type { JobRow } from "../types.ts";

export interface Claimer {
  readonly runner: string;
  /** True: runs jobs of every process. False: only jobs that are attached to this one. */
  readonly serving: boolean;
  /** The kinds that it can run now. */
  readonly kinds: readonly string[];
}

const UNIQUE_VIOLATION = "23505";

/**
 * Claims the first job that may start: it is due, and no running or earlier due job has its serial key. Two processes never claim the same
 * job, or two jobs with one serial key.
 */
export async function claimJob(records: Records, claimer: Claimer, now: Instant): Promise<JobRow | undefined> {
  const { runner, kinds } = claimer;
  if (kinds.length === 0) return undefined;
  const at = new Date(now);
  const mine = reachable(claimer, "j");
  try {
    const { rows } = await recordsSql<JobRow>`
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
    // Between the SELECT and the UPDATE, another process claimed a job with the same serial key.
    if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) return undefined;
    throw error;
  }
}

/** When the next waiting job is due; null when none waits for an instant. */
export async function nextStart(records: Records, claimer: Claimer, now: Instant): Promise<Instant | null> {
  if (claimer.kinds.length === 0) return null;
  const { rows } = await recordsSql<{ at: Date | null }>`
    select min(j.start_at) as at from jobs as j
    where j.state = 'queued' and j.start_at > ${new Date(now)} and j.kind = any(${claimer.kinds}) and ${reachable(claimer, "j")}`.execute(
    records,
  );
  return rows[0]?.at ? new Date(rows[0].at).getTime() : null;
}

function reachable({ runner, serving }: Claimer, table: string): RawBuilder<boolean> {
  const attached = recordsSql.ref<string | null>(`${table}.attached`);
  return serving ? recordsSql<boolean>`(${attached} is null or ${attached} = ${runner})` : recordsSql<boolean>`${attached} = ${runner}`;
}
