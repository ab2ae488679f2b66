import type { Ctx } from "../engine/index.ts";
import type { Job, Jobs } from "./types.ts";

interface ReadJob {
  readonly jobs: Pick<Jobs, "read">;
  readonly job: string;
  /** How long to wait for a change of state, in milliseconds. */
  readonly wait: number;
}

/** A job as the actor may see it. @throws NOT_FOUND, also for a job that the actor may not see */
export function readJob({ ctx, input: { jobs, job, wait } }: { ctx: Ctx; input: ReadJob }): Promise<Job> {
  return jobs.read(ctx, job, wait);
}
