import { sql as recordsSql } from "kysely";
import type { Records } from "../../engine/index.ts";
import { problem, type Instant } from "../../kernel/index.ts";
import type { AnyJobKind } from "../define.ts";
import { FAILURE_KEPT_MILLISECONDS, KEPT_MILLISECONDS, MOST_ATTEMPTS } from "../jobDefaults.ts";
import { failedFields } from "./end.ts";

/** How often a process records that it lives, and after which silence it counts as dead, by the clock of the records. */
export const BEAT_MILLISECONDS = 5_000;
const SILENCE_SECONDS = 30;

/** Which running jobs are lost. */
export interface Lost {
  /** True: all jobs of other processes, because this process is alone with the records. */
  readonly alone: boolean;
  /** Also lost: jobs of these kinds in other processes, which no longer hold the lease. */
  readonly taken?: readonly string[];
}

/** Records that this process lives. @returns its running jobs, with whether somebody cancelled them */
export async function beat(records: Records, runner: string): Promise<Map<string, boolean>> {
  const { rows } = await recordsSql<{ id: string; state: string; cancelled: boolean }>`
    update jobs set beat_at = now()
    where (state = 'running' and runner = ${runner}) or (state = 'queued' and attached = ${runner})
    returning id, state, cancelled_at is not null as cancelled`.execute(records);
  return new Map(rows.filter(({ state }) => state === "running").map(({ id, cancelled }) => [id, cancelled]));
}

/** Recovers the jobs of dead processes: each is queued again or fails, by the rule of its kind. @returns ids of the jobs that failed */
export async function recoverJobs(
  records: Records,
  runner: string,
  kinds: ReadonlyMap<string, AnyJobKind>,
  { alone, taken = [] }: Lost,
  now: Instant,
): Promise<string[]> {
  const silent = recordsSql<boolean>`beat_at < now() - make_interval(secs => ${SILENCE_SECONDS})`;
  const gone = alone ? recordsSql<boolean>`true` : recordsSql<boolean>`(${silent} or (state = 'running' and kind = any(${taken})))`;
  return records.transaction().execute(async (tx) => {
    const { rows } = await recordsSql<{
      id: string;
      kind: string;
      attempt: number;
      attached: string | null;
      cancelled: boolean;
      state: string;
    }>`
      select id, kind, attempt, attached, cancelled_at is not null as cancelled, state from jobs
      where ((state = 'running' and runner <> ${runner}) or (state = 'queued' and attached <> ${runner})) and ${gone}
      order by number for update skip locked`.execute(tx);
    const failed: string[] = [];
    for (const { id, kind: name, attempt, attached, cancelled } of rows) {
      const kind = kinds.get(name);
      const again = kind && !cancelled && attached === null && kind.afterCrash !== "fail" && attempt < (kind.mostAttempts ?? MOST_ATTEMPTS);
      if (again) {
        await tx
          .updateTable("jobs")
          .set({ state: "queued", runner: null, single: null, start_at: new Date(now) })
          .where("id", "=", id)
          .execute();
        continue;
      }
      const failure = cancelled ? problem("JOB_CANCELLED", {}) : problem("JOB_ABANDONED", { reason: "crash" });
      await tx
        .updateTable("jobs")
        .set(failedFields(failure, now, (kind?.keptMilliseconds ?? KEPT_MILLISECONDS) || FAILURE_KEPT_MILLISECONDS))
        .where("id", "=", id)
        .execute();
      failed.push(id);
    }
    return failed;
  });
}

/** Deletes jobs that ended long ago; their results are in the tables of their rooms. */
export async function forgetOldJobs(records: Records, now: Instant): Promise<void> {
  await records.deleteFrom("jobs").where("forget_at", "<", new Date(now)).execute();
}
