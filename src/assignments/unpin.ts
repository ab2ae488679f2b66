import { audit } from "../access/index.ts";
import type { PinResult } from "../contract/index.ts";
import type { Ctx } from "../engine/index.ts";
import { problem, requirePermission } from "../kernel/index.ts";
import { findTag, loadTags } from "../tags/index.ts";
import { exclusively, pinsInForce } from "../membership/index.ts";
import { requirePinnable, settled } from "./change.ts";

/** Takes a pin away: the rule decides again, at once. @throws TAG_NOT_FOUND, TAG_NOT_PINNABLE, PIN_NOT_FOUND */
export async function unpinTag({ ctx, input }: { ctx: Ctx; input: { tag: string; customer: number } }): Promise<PinResult> {
  requirePermission(ctx, "tag.assign");
  const set = await loadTags({ ctx });
  const tag = findTag(set, input.tag);
  requirePinnable(tag);
  const { customer } = input;
  return exclusively(ctx, async () => {
    const now = ctx.clock();
    const [pin] = await pinsInForce(ctx, now, { tags: [tag.id], customers: [customer] });
    if (!pin) throw problem("PIN_NOT_FOUND", { tag: tag.name.zh, customer });
    await ctx.records.transaction().execute(async (tx) => {
      await tx
        .updateTable("pins")
        .set({ removed_at: new Date(now) })
        .where("id", "=", pin.id)
        .execute();
      await audit(tx, ctx, "tag.unpin", { tag: tag.code, customer, direction: pin.direction, value: pin.value, reason: pin.reason });
    });
    return settled(ctx, set, tag, customer, now);
  });
}
