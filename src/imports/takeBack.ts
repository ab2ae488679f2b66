import { literal, type Ctx } from "../engine/index.ts";
import { undoBatch, type TakenOut } from "./load/undo.ts";
import type { Tagging } from "./tagging.ts";

/** What was taken back of an import. */
export interface TakenBack extends TakenOut {
  readonly tagged: number;
  readonly retired: readonly string[];
}

/**
 * Takes everything of an import out of both stores: memberships and overrides first, for a customer whom others have tagged stays; then
 * events, attribute values, identities and customers. What others have changed or built on since is kept. May run twice.
 */
export async function takeBackImport(ctx: Ctx, batch: number, tagging: Tagging): Promise<TakenBack> {
  const { tagged, retired } = await tagging.takeBack(ctx, batch);
  const out = await undoBatch(ctx, batch, {
    held: await tagging.held(ctx),
    gone: async (table) => tagging.forget(ctx, literal.name(table)),
  });
  return { ...out, tagged, retired };
}
