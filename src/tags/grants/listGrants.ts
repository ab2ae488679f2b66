import { grantOf, readGrantRows, type Grant, type TagPlace } from "../../access/index.ts";
import type { GrantShape } from "../../contract/index.ts";
import type { Ctx, Verb } from "../../engine/index.ts";
import { requirePermission } from "../../kernel/index.ts";
import { findGroup } from "../groups/findGroup.ts";
import { readGroups } from "../groups/tagGroups.ts";
import { findTag, loadTags } from "../load.ts";
import { shownGrants } from "./shownGrant.ts";
import { groupsFrom, tagPlace } from "./tagPlace.ts";

export interface ListGrants {
  readonly tag?: string | undefined;
  readonly group?: string | undefined;
}

/** Grants, oldest first. With `tag` or `group`: those that reach it, also from above. @throws TAG_NOT_FOUND, TAG_GROUP_NOT_FOUND */
export async function listGrants({ ctx, input }: Verb<ListGrants>): Promise<{ items: GrantShape[] }> {
  requirePermission(ctx, "team.manage");
  const rows = await readGrantRows(ctx.records);
  const place = await placeAsked(ctx, input);
  const reaches = ({ object }: Grant) =>
    place === null || object.kind === "workspace" || (object.kind === "tag" ? object.id === place.id : place.groups.includes(object.id));
  const reaching = rows.filter((row) => reaches(grantOf(row)));
  return { items: await shownGrants(ctx.records, reaching) };
}

async function placeAsked(ctx: Ctx, { tag, group }: ListGrants): Promise<TagPlace | null> {
  if (tag !== undefined) {
    const set = await loadTags({ ctx });
    return tagPlace(set.groups, findTag(set, tag));
  }
  if (group === undefined) return null;
  const groups = await readGroups(ctx.records);
  return { id: null, groups: groupsFrom(groups, findGroup(groups, group).id) };
}
