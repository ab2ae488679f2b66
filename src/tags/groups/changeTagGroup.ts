import { audit, requireSomewhere, tagPolicy } from "../../access/index.ts";
import type { TagGroup as ShownGroup } from "../../contract/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { formatInstant, problem } from "../../kernel/index.ts";
import type { GroupWords } from "./createTagGroup.ts";
import { findGroup } from "./findGroup.ts";
import { readGroupName, type NameInput } from "./groupName.ts";
import { showGroup } from "./listTagGroups.ts";
import { lockGroups } from "./lockGroups.ts";
import { requireGroup, seenGroups } from "./seenGroups.ts";
import type { TagGroup } from "./tagGroups.ts";

/**
 * Changes what the input holds of a group; the rest stays, also the name in the other language. @throws TAG_GROUP_NOT_FOUND, TAG_GROUP_NAME, TAG_GROUP_NAME_TAKEN,
 * TAG_GROUP_CHANGED_SINCE when somebody else changed it after `based` */
export async function changeTagGroup({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: GroupWords & { readonly group: string; readonly name?: NameInput | undefined; readonly based?: string | undefined };
}): Promise<ShownGroup> {
  await requireSomewhere(ctx, "edit");
  const policy = await tagPolicy(ctx);
  return ctx.records.transaction().execute(async (tx) => {
    const groups = await lockGroups(tx);
    const seen = await seenGroups(tx, groups, policy);
    const group = findGroup(seen, input.group);
    await requireGroup(tx, ctx, policy, groups, group.id);
    requireUnchanged(group, input.based);
    const { description, owner } = input;
    const changed = Object.fromEntries(
      Object.entries({
        color: input.color,
        exclusive: input.exclusive,
        description: description === "" ? null : description,
        owner: owner === "" ? null : owner,
      }).filter(([, value]) => value !== undefined),
    );
    const given = typeof input.name === "object" ? { ...group.name, ...input.name } : input.name;
    const name = given === undefined ? undefined : readGroupName(given, { groups, seen }, group.parent, group.id);
    await tx
      .updateTable("tag_groups")
      .set({ ...changed, ...(name && { name: JSON.stringify(name) }), updated_at: laterThan(group.updatedAt, ctx.clock()) })
      .where("id", "=", group.id)
      .execute();
    const { color, description: described, owner: owned, exclusive } = group;
    const before = { name: group.name, color, description: described, owner: owned, exclusive };
    await audit(tx, ctx, "tagGroup.change", { group: group.id, before, after: { ...changed, ...(name && { name }) } });
    return showGroup(tx, group.id, policy);
  });
}

function requireUnchanged({ name, updatedAt, color, description, owner, exclusive }: TagGroup, based: string | undefined): void {
  const now = formatInstant(updatedAt.getTime());
  if (based === undefined || based === now) return;
  throw problem("TAG_GROUP_CHANGED_SINCE", { group: name.zh, now: { name, color, description, owner, exclusive, updatedAt: now } });
}

/** Two changes within one millisecond must not look like one. */
function laterThan(before: Date, now: number): Date {
  return new Date(Math.max(now, before.getTime() + 1));
}
