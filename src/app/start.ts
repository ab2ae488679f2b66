import { repairFields, seedCatalogue } from "../catalogue/index.ts";
import { closeLostBatches } from "../customers/index.ts";
import type { Ctx } from "../engine/index.ts";
import { recoverImports } from "../intake/index.ts";
import { closeLostEvaluations, recoverMembers } from "../membership/index.ts";

/**
 * What every start does before the first request: the built-in catalogue is there, and the two stores tell one story again after a
 * crash between them. What another process may be writing at this moment is left alone unless this one is `alone` with the stores.
 */
export async function prepare(ctx: Ctx, alone: boolean): Promise<void> {
  await seedCatalogue({ ctx });
  await repairFields({ ctx });
  await recoverImports({ ctx, alone });
  if (!alone) return;
  await closeLostBatches(ctx);
  await recoverMembers(ctx);
  await closeLostEvaluations(ctx);
}
