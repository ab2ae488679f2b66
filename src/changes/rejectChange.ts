import { audit, requireSomewhere } from "../access/index.ts";
import type { Verb } from "../engine/index.ts";
import { closeChange } from "./closeChange.ts";
import { requireDecider } from "./mayDo.ts";

/** Rejects somebody else's request, with the reason. @throws CHANGE_NOT_FOUND, CHANGE_STATE, CHANGE_OWN, FORBIDDEN, TAG_FORBIDDEN */
export async function rejectChange({
  ctx,
  input,
}: Verb<{ change: number; comment: string }>): Promise<{ change: number; state: "rejected" }> {
  await requireSomewhere(ctx, "approve");
  return closeChange(ctx, input, {
    state: "rejected",
    kind: "rejection",
    may: (row, set) => requireDecider(ctx, row, set),
    audited: (tx, row) => audit(tx, ctx, "change.reject", { change: row.id, madeBy: row.made_name, reason: input.comment }),
  });
}
