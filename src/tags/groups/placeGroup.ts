import type { RecordsTx } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { findGroup } from "./findGroup.ts";
import { groupsUnder, type TagGroups } from "./tagGroups.ts";

/** Puts a group under a parent, in front of `before` or at the end, and numbers the groups there anew. @throws TAG_GROUP_BEFORE */
export async function placeGroup(
  tx: RecordsTx,
  groups: TagGroups,
  id: number,
  parent: number | null,
  before: string | undefined,
): Promise<void> {
  const others = groupsUnder(groups, parent).filter((group) => group.id !== id);
  const next = before === undefined ? undefined : findGroup(groups, before);
  const at = next ? others.indexOf(next) : others.length;
  if (at < 0) throw problem("TAG_GROUP_BEFORE", { before: next!.name.zh });
  const order = others.map((group) => group.id).toSpliced(at, 0, id);
  for (const [index, one] of order.entries()) {
    const unmoved = one !== id && groups.get(one)?.position === index + 1;
    if (!unmoved)
      await tx
        .updateTable("tag_groups")
        .set({ parent, position: index + 1 })
        .where("id", "=", one)
        .execute();
  }
}
