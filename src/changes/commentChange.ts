import { audit } from "../access/index.ts";
import type { ChangeComment } from "../contract/index.ts";
import type { Verb } from "../engine/index.ts";
import { writeComment } from "./comments.ts";
import { requireEditorOrApprover } from "./mayDo.ts";
import { seeingChanges, seenChange } from "./seenChanges.ts";

/** Adds a comment, whatever the state of the request. @throws CHANGE_NOT_FOUND */
export async function commentChange({ ctx, input }: Verb<{ change: number; text: string }>): Promise<ChangeComment> {
  await requireEditorOrApprover(ctx);
  const seeing = await seeingChanges(ctx);
  return ctx.records.transaction().execute(async (tx) => {
    const { id } = await seenChange(tx, seeing, input.change);
    await audit(tx, ctx, "change.comment", { change: id });
    return writeComment(tx, ctx, id, "comment", input.text);
  });
}
