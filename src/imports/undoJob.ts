import { undoImport as operation, UndoResult } from "../contract/index.ts";
import type { Ctx } from "../engine/index.ts";
import { defineJob, jobName, type JobKind } from "../jobs/index.ts";
import { DATA_SERIAL } from "./importJob.ts";
import type { Tagging } from "./tagging.ts";
import { undoImport } from "./undoImport.ts";

export const UNDO_JOB = jobName<{ import: string }, UndoResult>("undo", operation.params);

/** A started undo is finished when the lease is taken. The job then returns its stored result. */
export const undoJob = (tagging: Tagging): JobKind<{ import: string }, UndoResult> =>
  defineJob({
    ...UNDO_JOB,
    permission: "data.import",
    afterCrash: "resume",
    holderOnly: true,
    serial: () => DATA_SERIAL,
    run: async (ctx, input, { progress, signal, attempt }) =>
      (attempt > 1 && (await undone(ctx, input.import))) || undoImport({ ctx, input, progress, signal, tagging }),
  });

async function undone({ records }: Ctx, id: string): Promise<UndoResult | undefined> {
  const row = await records
    .selectFrom("imports")
    .select("undone")
    .where("id", "=", Number(id))
    .where("state", "=", "undone")
    .executeTakeFirst();
  return row && UndoResult.parse(row.undone);
}
