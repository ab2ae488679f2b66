import { z } from "zod";
import { defineJob, jobName } from "../jobs/index.ts";
import { EVALUATION_SERIAL, type Evaluated } from "../updates/index.ts";
import { restoreTag } from "./restoreTag.ts";

const Input = z.object({ tag: z.string(), from: z.enum(["paused", "retired"]) });

export const RESTORE_JOB = jobName<z.output<typeof Input>, { tag: string; evaluation: Evaluated }>("restore", Input);

/** After a crash the job publishes the tag where that is missing, and evaluates. */
export const restoreJob = defineJob({
  ...RESTORE_JOB,
  permission: "tag.edit",
  tagAction: "edit",
  seenBy: "tag.read",
  afterCrash: "restart",
  holderOnly: true,
  serial: () => EVALUATION_SERIAL,
  run: (ctx, input, { progress, signal, attempt }) => restoreTag({ ctx, input: { ...input, progress, signal, again: attempt > 1 } }),
});
