import { z } from "zod";
import { defineJob, jobName } from "../jobs/index.ts";
import type { Evaluated } from "./evaluateAndCommit.ts";
import { evaluateTags } from "./evaluateTags.ts";

/** Evaluations run one after the other, whoever requested them. */
export const EVALUATION_SERIAL = "evaluation";

const Input = z.object({ asOf: z.number().optional(), force: z.boolean() });

export const EVALUATE_JOB = jobName<z.output<typeof Input>, Evaluated>("evaluate", Input);

/** An evaluation that a crash cut off is repeated, so the job only needs to run again. */
export const evaluateJob = defineJob({
  ...EVALUATE_JOB,
  permission: "tag.edit",
  seenBy: "tag.read",
  afterCrash: "restart",
  holderOnly: true,
  serial: () => EVALUATION_SERIAL,
  run: (ctx, input, { progress, signal }) => evaluateTags({ ctx, input: { ...input, progress, signal } }),
});
