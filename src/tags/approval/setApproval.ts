import { audit } from "../../access/index.ts";
import type { Approval } from "../../contract/index.ts";
import { writeSetting, type Verb } from "../../engine/index.ts";
import { problem, requirePermission } from "../../kernel/index.ts";
import { placeCalled } from "../groups/findGroup.ts";
import { lockGroups } from "../groups/lockGroups.ts";
import { APPROVAL_SETTING, needsApproval, readApprovals } from "./approvals.ts";

/**
 * Sets whether changes of the tags of a group need an approval, or, for `/`, those of the whole workspace. Groups below inherit it.
 * @throws TAG_GROUP_NOT_FOUND, TAG_GROUP_AMBIGUOUS, APPROVAL_TOP
 */
export async function setApproval({ ctx, input }: Verb<{ group: string; approval: Approval }>): Promise<{ needsApproval: boolean }> {
  requirePermission(ctx, "team.manage");
  return ctx.records.transaction().execute(async (tx) => {
    const groups = await lockGroups(tx);
    const group = placeCalled(groups, input.group);
    const before = await readApprovals(tx, groups);
    const { approval } = input;
    const now = new Date(ctx.clock());
    if (group === null) {
      if (approval === "inherited") throw problem("APPROVAL_TOP", {});
      await writeSetting(tx, APPROVAL_SETTING, { needed: approval === "needed" }, now);
    } else await tx.updateTable("tag_groups").set({ approval }).where("id", "=", group).execute();
    const path = group === null ? [] : groups.get(group)!.path.map(({ zh }) => zh);
    const was = group === null ? (before.top ? "needed" : "free") : groups.get(group)!.approval;
    await audit(tx, ctx, "tagGroup.approval", { group, path, before: was, after: approval });
    return { needsApproval: needsApproval(await readApprovals(tx), group) };
  });
}
