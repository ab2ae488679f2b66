import { repairFields, seedCatalogue } from "../catalogue/index.ts";
import { closeLostBatches, finishRetypes, forgetMessages } from "../customers/index.ts";
import { forgetProcesses, isOnlyProcess, LOCKS, requireSharedDirectory, type Ctx } from "../engine/index.ts";
import { applyDecisions } from "../identity/index.ts";
import { closeLostRuns } from "../sources/index.ts";
import { dropOldUploads } from "../files/index.ts";
import { recoverImports } from "../imports/index.ts";
import { recoverMessages } from "../tracking/index.ts";
import { closeLostEvaluations, endDueAssignments, recoverMembers } from "../membership/index.ts";
import { finishErasures } from "../erasure/index.ts";
import { IMPORT_TAGGING } from "../suggestions/index.ts";
import { dropOldExports } from "../exports/index.ts";

/** What every process does before its first request: the built-in catalogue is there, and what is old is gone. */
export async function prepare(ctx: Ctx): Promise<void> {
  // Two processes that start at one moment would add the same twice.
  await ctx.caches.get(LOCKS)!.hold("start", async () => {
    await requireSharedDirectory(ctx);
    await seedCatalogue({ ctx });
    await repairFields({ ctx });
    await forgetMessages({ ctx });
    await dropOldUploads(ctx, ctx.clock());
    await dropOldExports(ctx, ctx.clock());
    await forgetProcesses(ctx.records);
  });
}

/**
 * What the process does that took the writer lease, before it writes anything else: the two stores tell one story again, whatever the
 * holder before was at when it ended. What other processes are writing at this moment is left alone.
 */
export async function recover(ctx: Ctx): Promise<void> {
  const quiet = ctx.lease.alone || (await isOnlyProcess(ctx.records, ctx.lease.process));
  await closeLostEvaluations(ctx);
  // Members first: taking an import back changes them.
  await recoverMembers(ctx);
  await recoverImports({ ctx, tagging: IMPORT_TAGGING });
  await recoverMessages({ ctx, quiet });
  await closeLostBatches(ctx);
  await closeLostRuns(ctx);
  await finishRetypes(ctx);
  await applyDecisions(ctx);
  await finishErasures(ctx);
  // Tags that were to hold until an instant that passed while nothing ran.
  await endDueAssignments(ctx);
}
