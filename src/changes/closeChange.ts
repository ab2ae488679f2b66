import type { ChangeComment } from "../contract/index.ts";
import type { Ctx, RecordsTx } from "../engine/index.ts";
import type { TagSet } from "../tags/index.ts";
import { writeComment } from "./comments.ts";
import type { ChangeRow } from "./entries.ts";
import { lockedChange } from "./lockedChange.ts";
import { requireState } from "./mayDo.ts";
import { seeingChanges, seenChange } from "./seenChanges.ts";

/** Ends a request that is not published yet. It keeps everything that it holds. */
export async function closeChange<S extends "rejected" | "withdrawn">(
  ctx: Ctx,
  input: { readonly change: number; readonly comment: string },
  how: {
    readonly state: S;
    readonly kind: ChangeComment["kind"];
    may(row: ChangeRow, set: TagSet): Promise<void>;
    audited(tx: RecordsTx, row: ChangeRow): Promise<void>;
  },
): Promise<{ change: number; state: S }> {
  const seeing = await seeingChanges(ctx);
  const row = await seenChange(ctx.records, seeing, input.change);
  requireState(row, "open", "approved");
  await how.may(row, seeing.visible.all);
  await ctx.records.transaction().execute(async (tx) => {
    requireState(await lockedChange(tx, row.id), "open", "approved");
    const decided =
      how.state === "rejected" ? { decided_by: ctx.actor.id, decided_name: ctx.actor.name, decided_at: new Date(ctx.clock()) } : {};
    await tx
      .updateTable("changes")
      .set({ state: how.state, ...decided })
      .where("id", "=", row.id)
      .execute();
    await writeComment(tx, ctx, row.id, how.kind, input.comment);
    await how.audited(tx, row);
  });
  return { change: row.id, state: how.state };
}
