import { repairFields, seedCatalogue } from "../catalogue/index.ts";
import { closeLostBatches, finishRetypes, forgetMessages } from "../customers/index.ts";
import type { Ctx } from "../engine/index.ts";
import { followDecisions } from "../identity/index.ts";
import { closeLostRuns } from "../sources/index.ts";
import { dropOldUploads } from "../files/index.ts";
import { recoverImports } from "../imports/index.ts";
import { recoverMessages } from "../tracking/index.ts";
import { closeLostEvaluations, endDueAssignments, recoverMembers } from "../membership/index.ts";
import { finishErasures } from "../erasure/index.ts";
import { IMPORTED } from "../assignments/index.ts";
import { dropOldExports } from "../segments/index.ts";

/**
 * What every start does before the first request: the built-in catalogue is there, and the two stores tell one story again after a
 * crash between them. What another process may be writing at this moment is left alone unless this one is `alone` with the stores.
 */
export async function prepare(ctx: Ctx, alone: boolean): Promise<void> {
  await seedCatalogue({ ctx });
  await repairFields({ ctx });
  await forgetMessages({ ctx });
  // Members first: taking an import back changes them.
  if (alone) await recoverMembers(ctx);
  await recoverImports({ ctx, alone, tagging: IMPORTED });
  await dropOldUploads(ctx, ctx.clock());
  await dropOldExports(ctx, ctx.clock());
  // One that another process is at may be done twice.
  if (!alone) return finishErasures(ctx);
  await recoverMessages({ ctx });
  await closeLostBatches(ctx);
  await closeLostEvaluations(ctx);
  await closeLostRuns(ctx);
  await finishRetypes(ctx);
  await followDecisions(ctx);
  await finishErasures(ctx);
  // Tags that were to hold until an instant that passed while nothing ran.
  await endDueAssignments(ctx);
}
