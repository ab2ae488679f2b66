import { tagPolicy } from "../../access/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { tagPlace } from "../grants/tagPlace.ts";
import { readGroups } from "../groups/tagGroups.ts";
import { tagNames, type TagNames } from "../tagNames.ts";

type Asking = Pick<Ctx, "records" | "caches" | "actor">;

/** Numbers of the tags that the actor may not see, retired ones included, for statements over the history. */
export async function hiddenTags(ctx: Asking): Promise<ReadonlySet<number>> {
  const policy = await tagPolicy(ctx);
  if (policy.seesAll) return new Set();
  const [rows, groups] = await Promise.all([ctx.records.selectFrom("tags").select(["id", "group_id"]).execute(), readGroups(ctx.records)]);
  return new Set(
    rows.filter(({ id, group_id: groupId }) => !policy.can("see", tagPlace(groups, { id, groupId })).allowed).map(({ id }) => id),
  );
}

/** As tagNames, without the tags that the actor may not see. */
export async function visibleTagNames(ctx: Asking): Promise<ReadonlyMap<number, TagNames>> {
  const [names, hidden] = await Promise.all([tagNames(ctx), hiddenTags(ctx)]);
  return hidden.size === 0 ? names : new Map([...names].filter(([id]) => !hidden.has(id)));
}

/** Codes of tags, without those that the actor may not see. Retired tags have codes too. */
export async function seenCodes(ctx: Asking, codes: readonly string[]): Promise<string[]> {
  if (codes.length === 0) return [];
  const hidden = await hiddenTags(ctx);
  if (hidden.size === 0) return [...codes];
  const gone = new Set([...(await tagNames(ctx))].flatMap(([id, { code }]) => (hidden.has(id) ? [code] : [])));
  return codes.filter((code) => !gone.has(code));
}
