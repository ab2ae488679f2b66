import { audit } from "../access/index.ts";
import type { OverrideDirection, OverrideResult } from "../contract/index.ts";
import { assertCustomersExist } from "../customers/index.ts";
import type { Ctx } from "../engine/index.ts";
import { nearest, problem } from "../kernel/index.ts";
import { valuesOf } from "../rules/index.ts";
import { findTag, requireTag, visibleTags, type TagRecord } from "../tags/index.ts";
import { exclusively, replaceOverride } from "../membership/index.ts";
import { overrideResult, requireOverridable } from "./overrideResult.ts";
import { endInstantOf } from "./endInstant.ts";

export interface OverrideInput {
  readonly tag: string;
  /** A customer that exists. */
  readonly customer: number;
  readonly direction: OverrideDirection;
  readonly value?: string | undefined;
  readonly reason: string;
  readonly until?: string | undefined;
}

/**
 * Decides that a customer has, or does not have, a rule or tiered tag, until the override ends or is removed. It replaces an earlier
 * override, and the membership changes at once. The override is stored first: after a crash the next evaluation applies it.
 * @throws TAG_NOT_FOUND, TAG_NOT_OVERRIDABLE, OVERRIDE_VALUE_MISSING, RULE_UNKNOWN_VALUE, UNTIL_NOT_AHEAD
 */
export async function setOverride({ ctx, input }: { ctx: Ctx; input: OverrideInput }): Promise<OverrideResult> {
  const visible = await visibleTags(ctx);
  const tag = findTag(visible, input.tag);
  await requireTag(ctx, "assign", tag, visible);
  const set = visible.all;
  requireOverridable(tag);
  const value = valueOf(tag, input);
  const expires = input.until === undefined ? null : endInstantOf(input.until, ctx);
  return exclusively(ctx, async () => {
    // Looked up before the wait for other writers, one of which may have removed the customer.
    await assertCustomersExist(ctx, [input.customer]);
    const now = ctx.clock();
    await ctx.records.transaction().execute(async (tx) => {
      const { customer, direction, reason } = input;
      await replaceOverride(tx, { tag: tag.id, customer, value, direction, reason, actor: ctx.actor.name, at: now, expires });
      await audit(tx, ctx, "override.set", { tag: tag.code, customer, direction, value, reason, expires });
    });
    return overrideResult(ctx, set, tag, input.customer, now);
  });
}

function valueOf(tag: TagRecord, { direction, value }: OverrideInput): string | null {
  const known = tag.rule ? valuesOf(tag.rule) : [];
  if (value !== undefined && !known.includes(value))
    throw problem("RULE_UNKNOWN_VALUE", { name: value, tag: tag.name.zh, known, suggestion: nearest(value, known) });
  if (value === undefined && direction === "in" && known.length > 0) throw problem("OVERRIDE_VALUE_MISSING", { tag: tag.name.zh, known });
  return value ?? null;
}
