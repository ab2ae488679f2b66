import { repairFields, seedCatalogue } from "../catalogue/index.ts";
import type { Ctx } from "../engine/index.ts";

/**
 * What every start does before the first request: the built-in catalogue is there, and the two stores tell one story again after a
 * crash between them.
 */
export async function prepare(ctx: Ctx): Promise<void> {
  await seedCatalogue({ ctx });
  await repairFields({ ctx });
}
