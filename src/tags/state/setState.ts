import { sql as recordsSql } from "kysely";
import { audit } from "../../access/index.ts";
import type { Ctx, RecordsTx } from "../../engine/index.ts";
import { requireNoApproval } from "../approval/approvals.ts";
import type { TagRecord } from "../definition.ts";

/** The next revision of a tag's row: every change raises it. */
export function nextRevision() {
  return recordsSql<number>`revision + 1`;
}

const ACTIONS = { published: "tag.restore", paused: "tag.pause", retired: "tag.retire" } as const;

/**
 * Writes the state of a tag with its audit row. Members and history stay.
 * @param approved an approved change request stands behind it @throws CHANGE_NEEDED
 */
export async function setState(
  tx: RecordsTx,
  ctx: Ctx,
  tag: Pick<TagRecord, "id" | "code" | "name" | "state" | "groupId">,
  to: TagRecord["state"],
  approved = false,
): Promise<void> {
  if (!approved) await requireNoApproval(tx, [tag]);
  const now = new Date(ctx.clock());
  await tx
    .updateTable("tags")
    .set({ state: to, state_at: now, revision: nextRevision(), updated_at: now })
    .where("id", "=", tag.id)
    .execute();
  const action = to === "published" && tag.state === "paused" ? "tag.resume" : ACTIONS[to];
  await audit(tx, ctx, action, { tag: tag.code, name: tag.name.zh, before: tag.state, after: to });
}
