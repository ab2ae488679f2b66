import type { Ctx } from "../engine/index.ts";
import type { Job, Jobs } from "./types.ts";

/** Waiting and running jobs of all processes, as far as the actor may see them. */
export async function listJobs({
  ctx,
  input: { jobs },
}: {
  ctx: Ctx;
  input: { readonly jobs: Pick<Jobs, "list"> };
}): Promise<{ items: Job[] }> {
  return { items: await jobs.list(ctx) };
}
