import { z } from "zod";
import { defineJob, jobName } from "../jobs/index.ts";
import type { Applied, PublishedBefore } from "../publishing/index.ts";
import { EVALUATION_SERIAL } from "../updates/index.ts";
import { publishRequested } from "./publishRequested.ts";

const Input = z.object({ change: z.number().int() });

export const PUBLISH_JOB = jobName<z.output<typeof Input>, Applied>("publish", Input);

/** What an attempt has published is noted, as for an apply. */
export const publishJob = defineJob({
  ...PUBLISH_JOB,
  permission: "tag.edit",
  tagAction: "edit",
  seenBy: "tag.read",
  afterCrash: "restart",
  holderOnly: true,
  serial: () => EVALUATION_SERIAL,
  run: (ctx, input, { progress, signal, noted, note }) =>
    publishRequested({ ctx, input: { ...input, progress, signal }, attempts: { noted: noted as PublishedBefore | null, note } }),
});
