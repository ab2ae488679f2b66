import { z } from "zod";
import { BulkAssignmentInput, type BulkAssignmentResult, type BulkUndoResult } from "../../contract/index.ts";
import { defineJob, jobName } from "../../jobs/index.ts";
import { assignInBulk } from "./assignInBulk.ts";
import { undoBulkAssignment } from "./undoBulkAssignment.ts";

const BULK = {
  permission: "tag.assign",
  tagAction: "assign",
  holderOnly: true,
  // One after the other: an undo that is asked for while its assignment runs waits for it.
  serial: () => "bulkAssignments",
} as const;

export const BULK_ASSIGN_JOB = jobName<BulkAssignmentInput, BulkAssignmentResult>("bulkAssign", BulkAssignmentInput);

/** The customers and evaluations that it began with are stored, so it goes on after a crash. */
export const bulkAssignJob = defineJob({
  ...BULK_ASSIGN_JOB,
  ...BULK,
  afterCrash: "resume",
  run: (ctx, input, work) => assignInBulk({ ctx, input, work }),
});

const Undo = z.object({ bulk: z.string() });

export const BULK_UNDO_JOB = jobName<z.output<typeof Undo>, BulkUndoResult>("bulkUndo", Undo);

/** What it has moved is stored with the bulk assignment, so it goes on after a crash. */
export const bulkUndoJob = defineJob({
  ...BULK_UNDO_JOB,
  ...BULK,
  afterCrash: "resume",
  run: (ctx, input, work) => undoBulkAssignment({ ctx, input, work }),
});
