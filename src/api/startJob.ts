import type { Operation } from "../contract/index.ts";
import type { JobName } from "../jobs/index.ts";
import type { Handled } from "./route.ts";

/**
 * Starts the work of an operation as a job and returns its id. A missing permission is an error at once. The verb checks again when it
 * runs, because permissions may change in between.
 */
export async function startJob<I>(
  { ctx, app }: Pick<Handled<Operation>, "ctx" | "app">,
  kind: JobName<I>,
  input: I,
): Promise<{ job: string }> {
  return { job: await app.jobs.enqueue(ctx, kind, input) };
}
