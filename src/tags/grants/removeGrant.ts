import { audit, deleteGrant, grantOf } from "../../access/index.ts";
import type { Verb } from "../../engine/index.ts";
import { problem, requirePermission } from "../../kernel/index.ts";

/** Removes a grant; what is farther away decides from now on. @throws GRANT_NOT_FOUND */
export async function removeGrant({ ctx, input }: Verb<{ grant: string }>): Promise<{ ok: true }> {
  requirePermission(ctx, "team.manage");
  await ctx.records.transaction().execute(async (tx) => {
    const row = await deleteGrant(tx, input.grant);
    if (!row) throw problem("GRANT_NOT_FOUND", { grant: input.grant });
    const { id, subject, object, action, effect } = grantOf(row);
    await audit(tx, ctx, "grant.remove", { grant: id, subject, object, action, before: { effect }, after: null });
  });
  return { ok: true };
}
