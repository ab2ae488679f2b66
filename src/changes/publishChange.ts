import { requireSomewhere } from "../access/index.ts";
import type { Ctx } from "../engine/index.ts";
import { requirePublishable, requireTags } from "./mayDo.ts";
import { requireCurrent } from "./requireCurrent.ts";
import { seeingChanges, seenChange } from "./seenChanges.ts";

/**
 * Publishes a request that is approved, or needs no approval, by the job that `start` stores.
 * @throws CHANGE_NOT_FOUND, CHANGE_STATE, CHANGE_NOT_APPROVED, CHANGE_CONFLICT, FORBIDDEN, TAG_FORBIDDEN
 */
export async function publishChange({
  ctx,
  input,
  start,
}: {
  ctx: Ctx;
  input: { readonly change: number };
  start: (change: number) => Promise<string>;
}): Promise<{ job: string }> {
  await requireSomewhere(ctx, "edit");
  const seeing = await seeingChanges(ctx);
  const set = seeing.visible.all;
  const row = await seenChange(ctx.records, seeing, input.change);
  await requireTags(ctx, "edit", row, set);
  await requirePublishable(ctx, row, set);
  await requireCurrent(ctx.records, row, set);
  return { job: await start(row.id) };
}
