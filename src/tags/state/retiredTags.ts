import { tagPolicy } from "../../access/index.ts";
import { readCatalogue } from "../../catalogue/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { tagsCalled } from "../../rules/index.ts";
import type { TagRecord } from "../definition.ts";
import { tagPlace } from "../grants/tagPlace.ts";
import { recordOf } from "../load.ts";
import { refsOf } from "../refs.ts";
import type { VisibleTags } from "../visible/limitTags.ts";
import { redactor } from "../visible/redact.ts";

/** The retired tags that the actor may see, with their rules read as if they were back; the last one retired first. */
export async function retiredTags(ctx: Ctx, set: VisibleTags): Promise<TagRecord[]> {
  const policy = await tagPolicy(ctx);
  const rows = await ctx.records
    .selectFrom("tags")
    .selectAll()
    .where("state", "=", "retired")
    .orderBy("state_at", "desc")
    .orderBy("id")
    .execute();
  const catalogue = await readCatalogue({ ctx });
  const { timezone } = ctx.workspace;
  const redact = redactor(set.all, set.hidden, set.segments);
  const seen = rows.filter((row) => policy.can("see", tagPlace(set.all.groups, { id: row.id, groupId: row.group_id })).allowed);
  return seen.map((row, index) => {
    const own = { code: row.code, name: row.name, kind: row.kind as TagRecord["kind"], source: row.definition };
    const tags = new Map([...set.all.refs, ...refsOf([own], catalogue, timezone)]);
    const scope = { catalogue, tags, segments: set.all.segments, timezone };
    return redact(recordOf(row, set.tags.size + index, set.groups, scope));
  });
}

/** The retired tag with a code or name; undefined where there is none or several. */
export async function retiredTag(ctx: Ctx, set: VisibleTags, name: string): Promise<TagRecord | undefined> {
  const named = tagsCalled(await retiredTags(ctx, set), name);
  return named.length === 1 ? named[0] : undefined;
}
