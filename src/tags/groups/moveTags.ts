import { audit } from "../../access/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { problem, requirePermission } from "../../kernel/index.ts";
import { findTag, loadTags } from "../load.ts";
import { placeCalled } from "./findGroup.ts";
import { lockGroups } from "./lockGroups.ts";

/**
 * Puts tags into a group, in the order given, in front of `before` or at the end. Members, history and versions stay.
 * @throws TAG_NOT_FOUND, TAG_AMBIGUOUS, TAG_GROUP_NOT_FOUND, TAG_NOT_IN_GROUP
 */
export async function moveTags({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { readonly tags: readonly string[]; readonly group: string; readonly before?: string | undefined };
}): Promise<{ moved: number }> {
  requirePermission(ctx, "tag.edit");
  return ctx.records.transaction().execute(async (tx) => {
    const groups = await lockGroups(tx);
    const set = await loadTags({ ctx, records: tx });
    const group = placeCalled(groups, input.group);
    const moving = new Set(input.tags.map((name) => findTag(set, name)));
    const others = [...set.tags.values()].filter((tag) => tag.groupId === group && !moving.has(tag));
    const next = input.before === undefined ? undefined : findTag(set, input.before);
    const at = next ? others.indexOf(next) : others.length;
    if (at < 0) throw problem("TAG_NOT_IN_GROUP", { tag: next!.name.zh, group: group === null ? "/" : groups.get(group)!.name.zh });
    for (const [index, { id }] of others.toSpliced(at, 0, ...moving).entries())
      await tx
        .updateTable("tags")
        .set({ group_id: group, position: index + 1 })
        .where("id", "=", id)
        .execute();
    const from = [...moving].filter((tag) => tag.groupId !== group);
    const codes = Array.from(moving, ({ code }) => code);
    await audit(tx, ctx, "tag.move", { tags: codes, group, path: group === null ? [] : groups.get(group)!.path.map(({ zh }) => zh) });
    return { moved: from.length };
  });
}
