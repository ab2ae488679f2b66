import { audit } from "../access/index.ts";
import type { OverrideResult } from "../contract/index.ts";
import type { Ctx } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";
import { findTag, requireTag, visibleTags } from "../tags/index.ts";
import { exclusively, overridesInForce, removeOverrideRow } from "../membership/index.ts";
import { overrideResult, requireOverridable } from "./overrideResult.ts";

/** Removes an override; the rule decides again at once. @throws TAG_NOT_FOUND, TAG_NOT_OVERRIDABLE, OVERRIDE_NOT_FOUND */
export async function removeOverride({ ctx, input }: { ctx: Ctx; input: { tag: string; customer: number } }): Promise<OverrideResult> {
  const visible = await visibleTags(ctx);
  const tag = findTag(visible, input.tag);
  await requireTag(ctx, "assign", tag, visible);
  const set = visible.all;
  requireOverridable(tag);
  const { customer } = input;
  return exclusively(ctx, async () => {
    const now = ctx.clock();
    const [override] = await overridesInForce(ctx, now, { tags: [tag.id], customers: [customer] });
    if (!override) throw problem("OVERRIDE_NOT_FOUND", { tag: tag.name.zh, customer });
    await ctx.records.transaction().execute(async (tx) => {
      await removeOverrideRow(tx, override.id, now);
      await audit(tx, ctx, "override.remove", {
        tag: tag.code,
        customer,
        direction: override.direction,
        value: override.value,
        reason: override.reason,
      });
    });
    return overrideResult(ctx, set, tag, customer, now);
  });
}
