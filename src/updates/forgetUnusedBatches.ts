import { forgetBatches, newBatches } from "../customers/index.ts";
import type { Ctx } from "../engine/index.ts";
import { endAssignments, evaluatedUntil, exclusively } from "../membership/index.ts";

/**
 * The first evaluation reads everybody's rows, so batches before it need not be remembered. Without this their list would grow without end.
 */
export async function forgetUnusedBatches(ctx: Ctx): Promise<void> {
  await exclusively(ctx, async () => {
    await endAssignments(ctx);
    const batches = await newBatches(ctx);
    if (batches.length === 0 || (await evaluatedUntil(ctx)) !== null) return;
    const begun = await ctx.records.selectFrom("evaluations").select("id").limit(1).execute();
    if (begun.length === 0) await forgetBatches(ctx, batches);
  });
}
