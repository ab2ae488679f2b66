import type { Ctx } from "../engine/index.ts";
import type { Job, Jobs } from "./types.ts";

/** Asks a job to stop. @throws NOT_FOUND, JOB_UNSTOPPABLE, JOB_ENDED, FORBIDDEN */
export function cancelJob({
  ctx,
  input: { jobs, job },
}: {
  ctx: Ctx;
  input: { readonly jobs: Pick<Jobs, "cancel">; readonly job: string };
}): Promise<Job> {
  return jobs.cancel(ctx, job);
}
