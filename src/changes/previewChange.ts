import type { TagPlan } from "../contract/index.ts";
import type { Verb } from "../engine/index.ts";
import { previewTags } from "../publishing/index.ts";
import { documentAsked, retiredCodes } from "./entries.ts";
import { requireEditorOrApprover } from "./mayDo.ts";
import { requireWholeSeen, seeingChanges, seenChange } from "./seenChanges.ts";

/** Who would enter and leave if the request were published now. @throws CHANGE_NOT_FOUND, CHANGE_HIDDEN, INPUT_INVALID, TAG_CYCLE */
export async function previewChange({ ctx, input }: Verb<{ change: number }>): Promise<TagPlan> {
  await requireEditorOrApprover(ctx);
  const seeing = await seeingChanges(ctx);
  const row = await seenChange(ctx.records, seeing, input.change);
  requireWholeSeen(seeing, row);
  const document = documentAsked(row.entries, seeing.visible.all.groups);
  return previewTags({ ctx, input: { document, prune: false }, requested: { retire: retiredCodes(row.entries) } });
}
