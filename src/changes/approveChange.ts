import { audit, maySomewhere, requireSomewhere } from "../access/index.ts";
import type { Ctx } from "../engine/index.ts";
import { readPublication } from "../publishing/index.ts";
import { writeComment } from "./comments.ts";
import { documentAsked } from "./entries.ts";
import { requireApprover, requireState } from "./mayDo.ts";
import { requireCurrent } from "./requireCurrent.ts";
import { requireWholeSeen, seeingChanges, seenChange } from "./seenChanges.ts";
import { lockedChange } from "./lockedChange.ts";

/**
 * Approves somebody else's request; `start` stores the job that publishes it. Who may approve but not edit leaves publishing to others.
 * @throws CHANGE_NOT_FOUND, CHANGE_STATE, CHANGE_OWN, CHANGE_APPROVER_UNKNOWN, CHANGE_HIDDEN, CHANGE_CONFLICT, FORBIDDEN, TAG_FORBIDDEN;
 * INPUT_INVALID where it cannot be published any more
 */
export async function approveChange({
  ctx,
  input,
  start,
}: {
  ctx: Ctx;
  input: { readonly change: number; readonly comment: string };
  start: (change: number) => Promise<string>;
}): Promise<{ change: number; state: "approved"; job: string | null }> {
  await requireSomewhere(ctx, "approve");
  const seeing = await seeingChanges(ctx);
  const { visible } = seeing;
  const row = await seenChange(ctx.records, seeing, input.change);
  requireState(row, "open");
  await requireApprover(ctx, row, visible.all);
  requireWholeSeen(seeing, row);
  await requireCurrent(ctx.records, row, visible.all);
  await readPublication(ctx, visible, { document: documentAsked(row.entries, visible.all.groups), prune: false });
  await ctx.records.transaction().execute(async (tx) => {
    requireState(await lockedChange(tx, row.id), "open");
    const { id: by, name } = ctx.actor;
    await tx
      .updateTable("changes")
      .set({ state: "approved", decided_by: by, decided_name: name, decided_at: new Date(ctx.clock()) })
      .where("id", "=", row.id)
      .execute();
    await writeComment(tx, ctx, row.id, "approval", input.comment);
    await audit(tx, ctx, "change.approve", { change: row.id, madeBy: row.made_name, tags: row.entries.map(({ code }) => code) });
  });
  const job = (await maySomewhere(ctx, "edit")) ? await start(row.id) : null;
  return { change: row.id, state: "approved", job };
}
