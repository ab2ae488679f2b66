import { sql, type Ctx } from "../engine/index.ts";
import { undoBatch, type RemovedCounts } from "./load/undo.ts";
import type { Tagging } from "./tagging.ts";

/** Counts of what was removed of an import. */
export interface RevertedImport extends RemovedCounts {
  readonly tagged: number;
  readonly retired: readonly string[];
}

/**
 * Removes everything of an import from both stores. Memberships and overrides go first, because a customer with tags of others stays; then
 * events, attribute values, identities and customers. Later changes by others stay. May run twice.
 */
export async function revertImport(ctx: Ctx, batch: number, tagging: Tagging): Promise<RevertedImport> {
  const { tagged, retired } = await tagging.revert(ctx, batch);
  const out = await undoBatch(ctx, batch, {
    whileMembersRest: (work) => tagging.whileMembersRest(ctx, work),
    staying: () => tagging.manuallyTagged(ctx),
    gone: async (table) => tagging.forget(ctx, sql.id(table)),
  });
  return { ...out, tagged, retired };
}
