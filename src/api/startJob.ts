import type { Operation } from "../contract/index.ts";
import type { JobName } from "../jobs/index.ts";
import type { Handled } from "./route.ts";

/**
 * Starts the work of an operation as a job and answers with its id. Whoever lacks the kind's permission is told at once; the verb
 * inside checks again, with what the actor may do then.
 */
export async function startJob<I>(
  { ctx, app }: Pick<Handled<Operation>, "ctx" | "app">,
  kind: JobName<I>,
  input: I,
): Promise<{ job: string }> {
  return { job: await app.jobs.enqueue(ctx, kind, input) };
}
