import type { BulkAssignmentResult } from "../../contract/index.ts";
import type { TagRecord, VisibleTags } from "../../tags/index.ts";
import type { StoredResult } from "./bulkRow.ts";

/** A tag in answers about bulk assignments. */
export const tagRef = (tag: TagRecord) => ({ code: tag.code, name: tag.name, color: tag.color });

/** Finds tags by their number among those that the actor may see. */
export function tagsById({ tags }: Pick<VisibleTags, "tags">): ReadonlyMap<number, TagRecord> {
  return new Map([...tags.values()].map((tag) => [tag.id, tag]));
}

/** The result as the actor may see it: without hidden tags. */
export function shownResult(
  visible: VisibleTags,
  bulk: number,
  customers: number,
  { tags, replaced }: StoredResult,
  notFound: readonly string[],
): BulkAssignmentResult {
  const known = tagsById(visible);
  const named = <T extends { readonly tag: number }>(each: T) => {
    const tag = known.get(each.tag);
    return tag ? [{ ...each, tag: tagRef(tag) }] : [];
  };
  return { bulk, customers, notFound: [...notFound], tags: tags.flatMap(named), replaced: replaced.flatMap(named) };
}
