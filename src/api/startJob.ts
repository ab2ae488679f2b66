import type { JobKind, JobWork } from "../app/index.ts";
import type { Operation } from "../contract/index.ts";
import { requirePermission } from "../kernel/index.ts";
import type { Handled } from "./route.ts";

/**
 * Starts the work of an operation as a job and answers with its id. Whoever lacks the permission is told at once rather than by the
 * job; the verb inside checks again.
 */
export async function startJob(
  { permission }: Operation,
  { ctx, app }: Pick<Handled<Operation>, "ctx" | "app">,
  { kind, queue }: { readonly kind: JobKind; readonly queue?: string },
  run: (work: JobWork) => Promise<unknown>,
): Promise<{ job: string }> {
  if (permission !== null && permission !== "public") requirePermission(ctx, permission);
  return { job: await app.jobs.start({ ctx, kind, run, ...(queue !== undefined && { queue }) }) };
}
