import { tagPolicy, type Verdict } from "../../access/index.ts";
import type { TagAction } from "../../contract/index.ts";
import type { Ctx, Records, RecordsTx } from "../../engine/index.ts";
import { problem, type Actor, type Text } from "../../kernel/index.ts";
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
  const verdict = (await tagPolicy(ctx)).can(action, tagPlace(groups, tag));
  await requireVerdict(ctx.records, ctx.actor, verdict, action, { zh: `标签「${tag.name.zh}」`, en: `the tag ${tag.name.en}` });
}

/** @param what names the tag or group @throws as requireTag */
export async function requireVerdict(
  records: Records | RecordsTx,
  actor: Pick<Actor, "name">,
  { allowed, because }: Verdict,
  action: TagAction,
  what: Text,
): Promise<void> {
  if (allowed) return;
  if (because.kind === "role") throw problem("FORBIDDEN", { permission: because.permission, actor: actor.name });
  const names = await grantNames(records, because.kind === "grant" ? [because.grant] : []);
  throw problem("TAG_FORBIDDEN", { what, action: ACTION_TEXT[action], because: becauseText(because, names) });
}
