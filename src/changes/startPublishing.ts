import type { Ctx } from "../engine/index.ts";
import type { Jobs } from "../jobs/index.ts";
import { PUBLISH_JOB } from "./publishJob.ts";

/** Stores the job that publishes a request, and its id in the request. */
export async function startPublishing(ctx: Ctx, jobs: Pick<Jobs, "enqueue">, change: number): Promise<string> {
  const job = await jobs.enqueue(ctx, PUBLISH_JOB, { change });
  await ctx.records.updateTable("changes").set({ job }).where("id", "=", change).execute();
  return job;
}
