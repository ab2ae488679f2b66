import type { UndoPreview } from "../contract/index.ts";
import type { Verb } from "../engine/index.ts";
import { requirePermission } from "../kernel/index.ts";
import { previewMerge } from "./previewMerge.ts";
import { splitPreview } from "./previewSplit.ts";
import { undoable } from "./undoMerge.ts";

/**
 * What undoing would change: for a merge the split, for a split the merge. Writes nothing.
 * @throws MERGE_NOT_FOUND, MERGE_UNDONE, SPLIT_NOTHING, SPLIT_ALL, MERGE_SAME
 */
export async function previewUndo({ ctx, input }: Verb<{ readonly merge: number }>): Promise<UndoPreview> {
  requirePermission(ctx, "customer.edit");
  const { kind, kept, lost, identities } = await undoable(ctx, input.merge);
  if (kind === "merge") return { kind, split: await splitPreview(ctx, kept, identities), merge: null };
  return { kind, split: null, merge: await previewMerge({ ctx, input: { customer: String(kept), other: String(lost) } }) };
}
