import { tagPolicy } from "../../access/index.ts";
import type { TagAction } from "../../contract/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import type { TagRecord, TagSet } from "../definition.ts";
import { ACTION_TEXT, becauseText } from "./becauseText.ts";
import { grantNames } from "./grantNames.ts";
import { tagPlace } from "./tagPlace.ts";

/**
 * Asks the policy whether the actor may do this with a tag that the actor sees. Not inside a transaction: it reads grants apart from it.
 * @throws FORBIDDEN when the role lacks the permission, TAG_FORBIDDEN with the grant that decides
 */
export async function requireTag(
  ctx: Pick<Ctx, "records" | "caches" | "actor">,
  action: TagAction,
  tag: Pick<TagRecord, "name" | "groupId"> & { readonly id: number | null },
  { groups }: Pick<TagSet, "groups">,
): Promise<void> {
  const { allowed, because } = (await tagPolicy(ctx)).can(action, tagPlace(groups, tag));
  if (allowed) return;
  if (because.kind === "role") throw problem("FORBIDDEN", { permission: because.permission, actor: ctx.actor.name });
  const names = await grantNames(ctx.records, because.kind === "grant" ? [because.grant] : []);
  throw problem("TAG_FORBIDDEN", { tag: tag.name, action: ACTION_TEXT[action], because: becauseText(because, names) });
}
