import { z } from "zod";
import { CatalogueType } from "../contract/index.ts";
import { defineJob, jobName } from "../jobs/index.ts";
import { EVALUATION_SERIAL } from "../updates/index.ts";
import { retypeAttribute } from "./retypeAttribute.ts";

const Input = z.object({ attribute: z.string(), type: CatalogueType });

export const RETYPE_JOB = jobName<z.output<typeof Input>, null>("retype", Input);

/**
 * Every step may run twice: a change of type that a crash cut off after its write in the records is finished when the lease is taken, and
 * the job then evaluates.
 */
export const retypeJob = defineJob({
  ...RETYPE_JOB,
  permission: "catalogue.edit",
  seenBy: "tag.read",
  afterCrash: "resume",
  holderOnly: true,
  serial: () => EVALUATION_SERIAL,
  async run(ctx, input, { progress, signal }) {
    await retypeAttribute({ ctx, input, progress, signal });
    return null;
  },
});
