import type { RecordsTx } from "../engine/index.ts";
import type { Instant } from "../kernel/index.ts";

/** Records that a person undid a merge or a split. */
export async function noteMergeUndone(
  tx: RecordsTx,
  merge: number,
  { by, at }: { readonly by: string; readonly at: Instant },
): Promise<void> {
  await tx
    .updateTable("merges")
    .set({ undone_at: new Date(at), undone_by: by })
    .where("id", "=", merge)
    .execute();
}

/** Records which memberships moved with a merge, so that a later split returns them. @param moved a JSON value */
export async function noteMovedMemberships(tx: RecordsTx, merge: number, moved: object): Promise<void> {
  await tx
    .updateTable("merges")
    .set({ carried: JSON.stringify(moved) })
    .where("id", "=", merge)
    .execute();
}

/** Records that a person left an identity question as it is. */
export async function noteReviewKept(
  tx: RecordsTx,
  review: number,
  { by, at, reason }: { readonly by: string; readonly at: Instant; readonly reason: string | null },
): Promise<void> {
  await tx
    .updateTable("identity_reviews")
    .set({ state: "kept", decided_at: new Date(at), decided_by: by, reason })
    .where("id", "=", review)
    .execute();
}
