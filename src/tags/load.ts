import { readCatalogue, type Catalogue } from "../catalogue/index.ts";
import type { Selectable } from "kysely";
import { openCaches, type Ctx, type RecordsTx, type Records, type RecordTables } from "../engine/index.ts";
import { nearest, problem } from "../kernel/index.ts";
import { Reading, readTagRule, tagsCalled, type Scope, type SegmentRef } from "../rules/index.ts";
import type { TagRecord, TagSet } from "./definition.ts";
import { refsOf } from "./refs.ts";
import { readGroups, type TagGroups } from "./groups/tagGroups.ts";
import { segmentRefs } from "./segments.ts";

/**
 * All tags that are not retired, validated against the current catalogue and saved segments, in display order. With other `segments` or
 * another `catalogue`: the tags as they would become.
 */
export async function loadTags({
  ctx,
  records = ctx.records,
  segments,
  catalogue: otherCatalogue,
}: {
  ctx: Ctx;
  records?: Records | RecordsTx;
  segments?: ReadonlyMap<string, SegmentRef>;
  catalogue?: Catalogue;
}): Promise<TagSet> {
  // A transaction may be rolled back, so its tags must not be cached.
  const caches = records === ctx.records ? ctx.caches : openCaches();
  const catalogue = otherCatalogue ?? (await readCatalogue({ ctx: { records, caches } }));
  const rows = await records.selectFrom("tags").selectAll().where("state", "!=", "retired").orderBy("position").orderBy("id").execute();
  const groups = await readGroups(records);
  const named = inTreeOrder(rows, groups).map((row) => ({
    row,
    code: row.code,
    name: row.name,
    kind: row.kind as TagRecord["kind"],
    source: row.definition,
  }));
  const refs = refsOf(named, catalogue, ctx.workspace.timezone);
  const saved = segments ?? (await segmentRefs(records));
  const scope = { catalogue, tags: refs, segments: saved, timezone: ctx.workspace.timezone };
  const tags = new Map(named.map(({ row }, position) => [row.code, recordOf(row, position, groups, scope)]));
  return { tags, refs, groups, segments: saved };
}

/** A stored tag, its rule read against what exists now. */
export function recordOf(row: Selectable<RecordTables["tags"]>, position: number, groups: TagGroups, scope: Scope): TagRecord {
  const kind = row.kind as TagRecord["kind"];
  const reading = new Reading(scope);
  const rule = readTagRule({ ...row.definition, kind }, "", reading);
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    kind,
    groupId: row.group_id,
    group: row.group_id === null ? [] : (groups.get(row.group_id)?.path ?? []),
    color: row.color as TagRecord["color"],
    state: row.state as TagRecord["state"],
    stateAt: row.state_at,
    revision: row.revision,
    owner: row.owner,
    sensitivity: row.sensitivity as TagRecord["sensitivity"],
    unit: row.unit,
    meaning: row.meaning,
    criteria: row.criteria,
    purpose: row.purpose,
    review: row.review as TagRecord["review"],
    aliases: row.aliases,
    notes: row.notes,
    source: row.definition,
    version: row.version,
    position,
    evaluatedAt: row.evaluated_at,
    failure: row.failure,
    rule: reading.issues.length === 0 && rule ? rule : null,
    issues: reading.issues,
  };
}

/** The tags of a group stand before those of the groups below it; tags without a group come first. */
export function inTreeOrder<T extends { readonly group_id: number | null }>(rows: readonly T[], groups: TagGroups): T[] {
  const places = new Map([...groups.keys()].map((id, index) => [id, index]));
  const placeOf = ({ group_id: id }: T) => (id === null ? -1 : (places.get(id) ?? -1));
  // The sort is stable: within a group the order of the rows stays.
  return rows.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** Finds a tag by code or by a name in either language, in any width and case. @throws TAG_NOT_FOUND with a suggestion, TAG_AMBIGUOUS */
export function findTag(set: TagSet, name: string): TagRecord {
  const all = [...set.tags.values()];
  const named = tagsCalled(all, name);
  if (named.length > 1) throw problem("TAG_AMBIGUOUS", { name, codes: named.map((tag) => tag.code) });
  if (named[0]) return named[0];
  throw problem("TAG_NOT_FOUND", {
    tag: name.slice(0, 100),
    suggestion: nearest(
      name,
      all.flatMap((tag) => [tag.code, tag.name.zh, tag.name.en]),
    ),
  });
}
