import { z } from "zod";
import { applyTags as operation } from "../contract/index.ts";
import { defineJob, jobName } from "../jobs/index.ts";
import { EVALUATION_SERIAL } from "../updates/index.ts";
import { applyTags, type Applied, type ApplyInput, type PublishedBefore } from "./applyTags.ts";

export const APPLY_JOB = jobName<ApplyInput, Applied>(
  "apply",
  operation.body.extend({ asOf: z.number().optional(), creates: z.boolean().optional() }),
);

/** What an attempt has published is noted, so that after a crash the job counts it, and does not publish again. */
export const applyJob = defineJob({
  ...APPLY_JOB,
  permission: "tag.edit",
  tagAction: "edit",
  seenBy: "tag.read",
  afterCrash: "restart",
  holderOnly: true,
  serial: () => EVALUATION_SERIAL,
  run: (ctx, input, { progress, signal, noted, note }) =>
    applyTags({ ctx, input: { ...input, progress, signal }, attempts: { noted: noted as PublishedBefore | null, note } }),
});
