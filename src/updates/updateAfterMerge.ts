import type { Ctx } from "../engine/index.ts";
import { evaluatedUntil, exclusively } from "../membership/index.ts";
import { applyMerges } from "./changeSources/merges.ts";
import { updateNow } from "./update.ts";

/** Runs after a person's merge or split: rows, assignments and overrides move at once, and the customers concerned are evaluated. */
export async function updateAfterMerge(ctx: Ctx): Promise<void> {
  await exclusively(ctx, async () => {
    if ((await evaluatedUntil(ctx)) === null) await applyMerges(ctx);
    else await updateNow(ctx, {});
  });
}
