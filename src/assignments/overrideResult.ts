import type { OverrideResult } from "../contract/index.ts";
import type { Ctx } from "../engine/index.ts";
import { problem, tagKind, type Instant } from "../kernel/index.ts";
import type { TagRecord, TagSet } from "../tags/index.ts";
import { tagsOfCustomers } from "../membership/index.ts";
import { updateDependents } from "../updates/index.ts";

/** @throws TAG_NOT_OVERRIDABLE for a kind that is not overridable, INPUT_INVALID when the tag's definition is invalid */
export function requireOverridable(tag: TagRecord): void {
  const why = tagKind(tag.kind).whyNotOverridable;
  if (why) throw problem("TAG_NOT_OVERRIDABLE", { tag: tag.name.zh, why: why.en, whyZh: why.zh });
  if (!tag.rule) throw problem("INPUT_INVALID", { issues: tag.issues });
}

/** Evaluates the tag and the tags that name it for the customer, after an override changed. */
export async function overrideResult(ctx: Ctx, set: TagSet, tag: TagRecord, customer: number, at: Instant): Promise<OverrideResult> {
  const delta = await updateDependents(ctx, set, { tags: [tag], customers: [customer], cause: "override", at });
  const held = (await tagsOfCustomers(ctx, [customer])).find((one) => one.tag === tag.id);
  return {
    customer,
    tag: tag.code,
    member: held !== undefined,
    value: held && tagKind(tag.kind).hasTiers ? held.value : null,
    entered: delta.reduce((sum, entry) => sum + entry.enter, 0),
    left: delta.reduce((sum, entry) => sum + entry.leave, 0),
  };
}
