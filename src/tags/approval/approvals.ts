import { readSetting, type Records, type RecordsTx } from "../../engine/index.ts";
import { problem, type Text } from "../../kernel/index.ts";
import { groupsFrom } from "../grants/tagPlace.ts";
import { readGroups, type TagGroups } from "../groups/tagGroups.ts";

/** The name of the setting of the workspace: `{ needed }`. */
export const APPROVAL_SETTING = "approval";

/** Where changes of tags need an approval. */
export interface Approvals {
  readonly groups: TagGroups;
  /** Whether tags need one where no group says anything. */
  readonly top: boolean;
}

export async function readApprovals(records: Records | RecordsTx, groups?: TagGroups): Promise<Approvals> {
  const setting = await readSetting(records, APPROVAL_SETTING);
  return { groups: groups ?? (await readGroups(records)), top: setting?.["needed"] === true };
}

/** Whether changes of tags in a group need an approval. The nearest group that says something decides. @param group null: at the top */
export function needsApproval({ groups, top }: Approvals, group: number | null): boolean {
  const said = groupsFrom(groups, group).map((id) => groups.get(id)!.approval);
  const nearest = said.find((one) => one !== "inherited");
  return nearest === undefined ? top : nearest === "needed";
}

/** For a change that no approved change request stands behind. @throws CHANGE_NEEDED with the tags that need an approval */
export async function requireNoApproval(
  tx: RecordsTx,
  tags: readonly { readonly name: Text; readonly groupId: number | null }[],
  groups?: TagGroups,
): Promise<void> {
  const approvals = await readApprovals(tx, groups);
  const names = new Map(tags.flatMap(({ name, groupId }) => (needsApproval(approvals, groupId) ? [[name.zh, name] as const] : [])));
  if (names.size > 0) throw problem("CHANGE_NEEDED", { tags: [...names.values()] });
}

/** Does a move of tags or groups. It must not take tags out of an approval. @throws APPROVAL_LEFT with those that it would */
export async function keepingApprovals<T>(tx: RecordsTx, move: () => Promise<T>): Promise<T> {
  const before = await tagsInApproval(tx);
  const moved = await move();
  const after = await tagsInApproval(tx);
  const left = [...before].filter(([id]) => !after.has(id)).map(([, name]) => name);
  if (left.length > 0) throw problem("APPROVAL_LEFT", { tags: left });
  return moved;
}

/** Retired tags too: they may come back. */
async function tagsInApproval(tx: RecordsTx): Promise<ReadonlyMap<number, Text>> {
  const approvals = await readApprovals(tx);
  const rows = await tx.selectFrom("tags").select(["id", "name", "group_id"]).execute();
  return new Map(rows.flatMap(({ id, name, group_id: group }) => (needsApproval(approvals, group) ? [[id, name] as const] : [])));
}
