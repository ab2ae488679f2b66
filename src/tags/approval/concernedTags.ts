import type { Records, RecordsTx } from "../../engine/index.ts";
import type { Text } from "../../kernel/index.ts";
import type { TagDefinition, TagSet } from "../definition.ts";
import { groupsAlong } from "../groups/placeOf.ts";
import { sameDefinition } from "../words.ts";
import { needsApproval, readApprovals } from "./approvals.ts";

/** Whether publishing needs an approval. @param retired codes of tags that it retires */
export async function publishingNeedsApproval(
  records: Records,
  set: TagSet,
  definitions: readonly TagDefinition[],
  retired: readonly string[],
): Promise<boolean> {
  const approvals = await readApprovals(records, set.groups);
  return (await concernedTags(records, set, definitions, retired)).some(({ groupId }) => needsApproval(approvals, groupId));
}

/** The tags that would be made, changed, moved or retired: where they stand, and where they come to. */
export async function concernedTags(
  records: Records | RecordsTx,
  { tags, groups }: TagSet,
  definitions: readonly TagDefinition[],
  retired: readonly string[],
): Promise<{ name: Text; groupId: number | null }[]> {
  const fresh = definitions.filter(({ code }) => !tags.has(code)).map(({ code }) => code);
  const rows = fresh.length === 0 ? [] : await records.selectFrom("tags").select(["code", "group_id"]).where("code", "in", fresh).execute();
  const places = new Map(rows.map(({ code, group_id: group }) => [code, group]));
  const changed = definitions.flatMap((definition) => {
    const { code, name } = definition;
    const stored = tags.get(code);
    if (stored && sameDefinition(stored, definition, groups)) return [];
    const to = groupsAlong(groups, definition.group).at(-1)?.id ?? null;
    const from = stored ? stored.groupId : places.has(code) ? places.get(code)! : to;
    return from === to ? [{ name, groupId: to }] : [from, to].map((groupId) => ({ name, groupId }));
  });
  return [...changed, ...retired.map((code) => tags.get(code)!)];
}
