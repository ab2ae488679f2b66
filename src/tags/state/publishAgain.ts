import type { Ctx } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { evaluationOrder, foldsOf, type TagRule } from "../../rules/index.ts";
import type { TagRecord, TagSet } from "../definition.ts";
import { lockGroups } from "../groups/lockGroups.ts";
import { requireTag } from "../grants/requireTag.ts";
import { findTag, loadTags } from "../load.ts";
import { visibleTags } from "../visible/visibleTags.ts";
import { requireTagQuota } from "../settings/tagQuota.ts";
import { retiredTag } from "./retiredTags.ts";
import { setState } from "./setState.ts";

/**
 * Publishes a paused or a retired tag again, as it was. The members are not evaluated here.
 * @param again whether a tag that is published already is right: the work was cut off after it
 * @throws TAG_NOT_FOUND, FORBIDDEN, TAG_FORBIDDEN, TAG_STATE, TAG_NAME_TAKEN, TAG_QUOTA, TAG_CYCLE; INPUT_INVALID if its rule names
 * something that is gone
 */
export async function publishAgain(ctx: Ctx, name: string, from: "paused" | "retired", again: boolean): Promise<TagRecord> {
  const seen = await visibleTags(ctx);
  const asked = (from === "retired" ? await retiredTag(ctx, seen, name) : undefined) ?? findTag(seen, name);
  await requireTag(ctx, "edit", asked, seen.all);
  return ctx.records.transaction().execute(async (tx) => {
    await lockGroups(tx);
    const set = await loadTags({ ctx, records: tx });
    const row = await tx.selectFrom("tags").select("state").where("code", "=", asked.code).executeTakeFirstOrThrow();
    const tag = { ...asked, state: row.state as TagRecord["state"] };
    if (again && tag.state === "published") return tag;
    if (tag.state !== from) throw problem("TAG_STATE", { tag: tag.name, state: tag.state, wanted: [from] });
    if (from === "retired") {
      await requireTagQuota(tx, set, [tag]);
      requireReturnable(tag, set);
    }
    if (tag.rule === null) throw problem("INPUT_INVALID", { issues: tag.issues });
    await setState(tx, ctx, tag, "published");
    return { ...tag, state: "published" };
  });
}

/** Meanwhile the name may belong to another tag, and the tags that its rule names may name it. */
function requireReturnable(tag: TagRecord, set: TagSet): void {
  const own = foldsOf(tag);
  const other = [...set.tags.values()].find((one) => !own.isDisjointFrom(foldsOf(one)));
  if (other) throw problem("TAG_NAME_TAKEN", { name: tag.name.zh, other: other.code });
  const rules = new Map<string, TagRule>();
  for (const { code, rule } of [...set.tags.values(), tag]) if (rule) rules.set(code, rule);
  evaluationOrder(rules);
}
