import type { Ctx } from "../../engine/index.ts";
import { problem, tagKind } from "../../kernel/index.ts";
import { customersOver } from "../../membership/index.ts";
import { loadTagSettings, type TagRecord, type TagSet } from "../../tags/index.ts";

/** The tags that the quota of a customer counts: static ones, which people, programs and imports set. Rules may give any number. */
export function countedTags(set: Pick<TagSet, "tags">): readonly TagRecord[] {
  return [...set.tags.values()].filter(({ kind }) => tagKind(kind).isAssigned);
}

/**
 * The only check of the quota of tags per customer, before staged members are committed. Merging customers and restoring a tag are never refused; a
 * customer with more than the quota may lose tags and gets no more. Where there are no more static tags than the quota allows, nothing is asked.
 * @param tags those that change @param staged calls its function with a staging table of all members that they would have
 * @throws CUSTOMER_TAG_QUOTA
 */
export async function requireCustomerQuota(
  ctx: Ctx,
  set: TagSet,
  tags: readonly TagRecord[],
  staged: (check: (table: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  const counted = countedTags(set).map(({ id }) => id);
  const { perCustomer: limit } = await loadTagSettings(ctx.records);
  if (counted.length <= limit) return;
  const changing = new Set(tags.map(({ id }) => id));
  await staged(async (table) => {
    const over = await customersOver(ctx, {
      table,
      staged: counted.filter((id) => changing.has(id)),
      others: counted.filter((id) => !changing.has(id)),
      limit,
    });
    if (over.count > 0) throw problem("CUSTOMER_TAG_QUOTA", { limit, ...over });
  });
}
