import type { PinResult } from "../contract/index.ts";
import type { Ctx } from "../engine/index.ts";
import { problem, type Instant } from "../kernel/index.ts";
import type { TagRecord, TagSet } from "../tags/index.ts";
import { tagsOfCustomers } from "../membership/index.ts";
import { settleCustomers } from "../updates/index.ts";

/** @throws TAG_NOT_PINNABLE for static and metric tags, INPUT_INVALID when the tag's definition does not stand */
export function requirePinnable(tag: TagRecord): void {
  if (tag.kind === "static" || tag.kind === "metric") throw problem("TAG_NOT_PINNABLE", { tag: tag.name.zh, kind: tag.kind });
  if (!tag.rule) throw problem("INPUT_INVALID", { issues: tag.issues });
}

/** Settles the customer after a change of pins and says what became of the tag. */
export async function settled(ctx: Ctx, set: TagSet, tag: TagRecord, customer: number, at: Instant): Promise<PinResult> {
  const delta = await settleCustomers(ctx, set, { tag, customers: [customer], cause: "pin", at });
  const held = (await tagsOfCustomers(ctx, [customer])).find((one) => one.tag === tag.id);
  return {
    customer,
    tag: tag.code,
    member: held !== undefined,
    value: held && tag.kind === "tiered" ? held.value : null,
    entered: delta.reduce((sum, entry) => sum + entry.enter, 0),
    left: delta.reduce((sum, entry) => sum + entry.leave, 0),
  };
}
