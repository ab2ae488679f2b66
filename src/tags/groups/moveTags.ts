import { audit, requireSomewhere, tagPolicy } from "../../access/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { keepingApprovals } from "../approval/approvals.ts";
import { requireVerdict } from "../grants/requireTag.ts";
import { tagPlace } from "../grants/tagPlace.ts";
import { findTag, loadTags } from "../load.ts";
import { limitTags } from "../visible/limitTags.ts";
import { placeCalled } from "./findGroup.ts";
import { lockGroups } from "./lockGroups.ts";
import { requireGroup } from "./seenGroups.ts";

/**
 * Puts tags into a group, in the order given, in front of `before` or at the end. Members, history and versions stay.
 * @throws TAG_NOT_FOUND, TAG_AMBIGUOUS, TAG_GROUP_NOT_FOUND, TAG_NOT_IN_GROUP, APPROVAL_LEFT
 */
export async function moveTags({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { readonly tags: readonly string[]; readonly group: string; readonly before?: string | undefined };
}): Promise<{ moved: number }> {
  await requireSomewhere(ctx, "edit");
  const policy = await tagPolicy(ctx);
  return ctx.records.transaction().execute(async (tx) => {
    const groups = await lockGroups(tx);
    const visible = limitTags(await loadTags({ ctx, records: tx }), policy);
    const set = visible.all;
    const group = placeCalled(visible.groups, input.group);
    const moving = new Set(input.tags.map((name) => set.tags.get(findTag(visible, name).code)!));
    await requireGroup(tx, ctx, policy, groups, group);
    for (const tag of moving)
      await requireVerdict(tx, ctx.actor, policy.can("edit", tagPlace(groups, tag)), "edit", {
        zh: `标签「${tag.name.zh}」`,
        en: `the tag ${tag.name.en}`,
      });
    const others = [...set.tags.values()].filter((tag) => tag.groupId === group && !moving.has(tag));
    const next = input.before === undefined ? undefined : set.tags.get(findTag(visible, input.before).code)!;
    const at = next ? others.indexOf(next) : others.length;
    if (at < 0) throw problem("TAG_NOT_IN_GROUP", { tag: next!.name.zh, group: group === null ? "/" : groups.get(group)!.name.zh });
    await keepingApprovals(tx, async () => {
      for (const [index, { id }] of others.toSpliced(at, 0, ...moving).entries())
        await tx
          .updateTable("tags")
          .set({ group_id: group, position: index + 1 })
          .where("id", "=", id)
          .execute();
    });
    const from = [...moving].filter((tag) => tag.groupId !== group);
    const codes = Array.from(moving, ({ code }) => code);
    await audit(tx, ctx, "tag.move", { tags: codes, group, path: group === null ? [] : groups.get(group)!.path.map(({ zh }) => zh) });
    return { moved: from.length };
  });
}
