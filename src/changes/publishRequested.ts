import { audit } from "../access/index.ts";
import type { Ctx, Progress } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";
import { applyTags, type Applied } from "../publishing/index.ts";
import { visibleTags } from "../tags/index.ts";
import { documentAsked, retiredCodes } from "./entries.ts";
import { lockedChange } from "./lockedChange.ts";
import { requirePublishable } from "./mayDo.ts";
import { requireCurrent } from "./requireCurrent.ts";

/**
 * Publishes a change request and evaluates. Whether it may be published is looked at in the transaction that publishes.
 * @throws CHANGE_STATE, CHANGE_NOT_APPROVED, CHANGE_CONFLICT, and what applying throws; then nothing is published
 */
export async function publishRequested({
  ctx,
  input,
  attempts,
}: {
  ctx: Ctx;
  input: { readonly change: number; readonly progress?: Progress; readonly signal?: AbortSignal };
  attempts?: Parameters<typeof applyTags>[0]["attempts"];
}): Promise<Applied> {
  const { change, ...work } = input;
  const row = await ctx.records.selectFrom("changes").selectAll().where("id", "=", change).executeTakeFirst();
  if (!row) throw problem("CHANGE_NOT_FOUND", { change: String(change) });
  const { all } = await visibleTags(ctx);
  return applyTags({
    ctx,
    input: { document: documentAsked(row.entries, all.groups), prune: false, ...work },
    ...(attempts && { attempts }),
    approved: {
      retire: retiredCodes(row.entries),
      async require(tx, existing) {
        const now = await lockedChange(tx, change);
        await requirePublishable({ records: tx }, now, existing);
        await requireCurrent(tx, now, existing);
        await tx
          .updateTable("changes")
          .set({ state: "published", published_at: new Date(ctx.clock()) })
          .where("id", "=", change)
          .execute();
        await audit(tx, ctx, "change.publish", { change, madeBy: now.made_name, approvedBy: now.decided_name });
      },
    },
  });
}
