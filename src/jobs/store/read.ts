import type { Records } from "../../engine/index.ts";
import { formatInstant, problem } from "../../kernel/index.ts";
import type { StoredProblem } from "../problems.ts";
import type { Job, JobRow } from "../types.ts";

/** @throws NOT_FOUND */
export async function jobRow(records: Records, id: string): Promise<JobRow> {
  const row = await records.selectFrom("jobs").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row) throw problem("NOT_FOUND", { what: id });
  return row;
}

/** Waiting and running jobs of these kinds, in any process, oldest first. */
export async function openJobRows(records: Records, kinds: readonly string[]): Promise<JobRow[]> {
  if (kinds.length === 0) return [];
  return records
    .selectFrom("jobs")
    .selectAll()
    .where("state", "in", ["queued", "running"])
    .where("kind", "in", kinds)
    .orderBy("number")
    .execute();
}

export const isOpen = ({ state }: Pick<JobRow, "state">): boolean => state === "queued" || state === "running";

/** A job in the form of the API. */
export function jobOf(row: JobRow): Job {
  return {
    id: row.id,
    kind: row.kind as Job["kind"],
    state: row.state,
    step: row.step,
    progress: row.progress,
    result: row.result ?? null,
    problem: shownProblem(row.problem as StoredProblem | null),
    createdAt: formatInstant(row.created_at.getTime()),
    startedAt: row.started_at && formatInstant(row.started_at.getTime()),
    endedAt: row.ended_at && formatInstant(row.ended_at.getTime()),
    cancelling: isOpen(row) && row.cancelled_at !== null,
  };
}

/** Only the waiting caller needs the parameters; the API shows the texts. */
function shownProblem(stored: StoredProblem | null): Job["problem"] {
  if (!stored) return null;
  const { params: _, ...shown } = stored;
  return shown;
}
