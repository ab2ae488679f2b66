import { audit, requireSomewhere } from "../access/index.ts";
import type { Verb } from "../engine/index.ts";
import { closeChange } from "./closeChange.ts";
import { requireWithdrawer } from "./mayDo.ts";

/** Withdraws one's own request, or as an administrator another's. @throws CHANGE_NOT_FOUND, CHANGE_STATE, CHANGE_NOT_YOURS */
export async function withdrawChange({
  ctx,
  input,
}: Verb<{ change: number; comment: string }>): Promise<{ change: number; state: "withdrawn" }> {
  await requireSomewhere(ctx, "edit");
  return closeChange(ctx, input, {
    state: "withdrawn",
    kind: "withdrawal",
    may: (row) => requireWithdrawer(ctx, row),
    audited: (tx, row) => audit(tx, ctx, "change.withdraw", { change: row.id, madeBy: row.made_name }),
  });
}
