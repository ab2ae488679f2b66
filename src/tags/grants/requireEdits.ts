import type { Ctx } from "../../engine/index.ts";
import type { TagDefinition } from "../definition.ts";
import { groupsAlong } from "../groups/placeOf.ts";
import type { VisibleTags } from "../visible/limitTags.ts";
import { sameDefinition } from "../words.ts";
import { requireTag } from "./requireTag.ts";

/**
 * Asks the policy for each tag that definitions would make, change, move or retire. A tag that moves is edited in both places.
 * @param retired codes of tags that would be retired
 * @throws FORBIDDEN, TAG_FORBIDDEN
 */
export async function requireEdits(
  ctx: Pick<Ctx, "records" | "caches" | "actor">,
  { all, groups }: VisibleTags,
  definitions: readonly TagDefinition[],
  retired: readonly string[],
): Promise<void> {
  for (const definition of definitions) {
    const before = all.tags.get(definition.code);
    if (before && sameDefinition(before, definition, all.groups)) continue;
    const groupId = groupsAlong(all.groups, definition.group).at(-1)?.id ?? null;
    if (before) await requireTag(ctx, "edit", before, all);
    if (!before || groupId !== before.groupId) await requireTag(ctx, "edit", { id: null, name: definition.name, groupId }, all);
  }
  for (const code of retired) await requireTag(ctx, "edit", all.tags.get(code)!, { groups });
}
