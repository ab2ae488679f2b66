import type { Ctx } from "../engine/index.ts";
import { followNow } from "./update.ts";
import { evaluatedUntil, exclusively } from "../membership/index.ts";
import { settleMerges } from "./sources/merges.ts";

/** After a person's merge or split: rows, tags and overrides follow at once, and tags are brought up for the customers concerned. */
export async function followMerges(ctx: Ctx): Promise<void> {
  await exclusively(ctx, async () => {
    await settleMerges(ctx);
    if ((await evaluatedUntil(ctx)) !== null) await followNow(ctx, {});
  });
}
